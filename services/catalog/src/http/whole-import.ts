import { refuse } from '@sagashop/chassis/errors';
import type { Db, Sql } from '@sagashop/chassis/postgres/sql';
import type { Peers } from '@sagashop/chassis/service/calls';
import { nameUsers } from '@sagashop/user/contract';
import type { Language } from '@sagashop/vocabulary/language';
import type { Static } from 'typebox';
import { categoryNames } from '../actions/category-names.ts';
import { listImportRows } from '../store/import-rows.ts';
import { findImport } from '../store/imports.ts';
import { showChange, showFaults, showKept, showProblem } from './import-rows-shape.ts';
import type { WholeImportShape } from './import-shape.ts';
import { showImport, showParts, usersOf } from './show-import.ts';

/** Rows of each kind that are shown; the others are counted. */
const MOST_SHOWN = 100;

/** What it takes to read imports. */
export interface ImportParts {
  sql: Sql;
  peers: Peers;
  currency: string;
}

/** An import with its first rows, in a language. Throws 404 where there is none. */
export async function wholeImport(
  {
    db,
    peers,
    currency,
    users: known,
  }: Omit<ImportParts, 'sql'> & {
    db: Db;
    users?: ReadonlyMap<string, string>;
  },
  id: string,
  language: Language,
): Promise<Static<typeof WholeImportShape>> {
  const one = await findImport(db, id);
  if (!one) throw refuse.not_found();
  const rows = (wrong: boolean) => listImportRows(db, id, { wrong, after: 0, limit: MOST_SHOWN });
  const [wrong, changes, categories] = [await rows(true), await rows(false), await categoryNames(db)];
  const users = known ?? (await nameUsers(peers, usersOf([one])));
  const showing = { language, currency, categories, users };
  const { counts, problem } = one;
  return {
    ...showImport(one, users),
    ...showParts(one),
    wrong: wrong.flatMap((row) => showFaults(row, showing)),
    changes: changes.map((row) => showChange(row, showing)),
    more: { wrong: counts.wrong - wrong.length, changes: counts.new + counts.changed - changes.length },
    kept: one.kept.map((row) => showKept(row, showing)),
    ...(problem && { problem: showProblem(problem, showing) }),
  };
}
