import { join } from 'node:path';
import { appliedMigrations, migrate } from '@sagashop/chassis/postgres/migrate';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { migrationsFolder } from '../services.ts';
import { copyIn } from './copy.ts';
import { departAgain } from './departed.ts';
import type { DatabaseCopy, Manifest } from './manifest.ts';
import { copyingPool, type Session } from './moment.ts';
import { progressOf } from './progress.ts';
import { firstWithRows, type Mark, markOf, quoted, setMark, type Table, tablesOf } from './tables.ts';

const UNDONE = 'Nothing was restored; the same command does it when that is mended.';

interface Target {
  name: string;
  copy: DatabaseCopy;
  sql: Sql;
  session: Session;
  /** This very backup is in it already; `Restored` when all others had it as well. */
  done: Mark['state'] | undefined;
}

export interface Loading {
  backup: Manifest;
  urls: Readonly<Record<string, string>>;
  /** Users who left after it was made. */
  departed?: readonly string[];
  say: (line: string) => void;
}

/**
 * Brings a backup that was verified into these databases: first all of them are looked at, then their tables made,
 * then all rows written, then all is committed. What was cut off can be done again: a database that was
 * committed says which backup it is from. Throws, before anything is changed, when one has rows or tables of its
 * own, or when this backup was restored into some of them to the end: they may have gone on since.
 */
export async function loadBackup(folder: string, loading: Loading): Promise<void> {
  const { backup, urls } = loading;
  const targets = Object.entries(backup.databases).map(([name, copy]) => ({
    name,
    copy,
    sql: copyingPool(name, urls[name]!),
  }));
  try {
    const open: Target[] = [];
    for (const target of targets) open.push(await lookInto(target, backup.id));
    assertUnfinished(open);
    const wanted = open.filter(({ done }) => !done);
    for (const { name, sql, copy } of wanted)
      await migrate(sql, migrationsFolder(name), { only: new Set(copy.migrations) });
    for (const target of wanted) await loadDatabase(folder, target, loading);
    // Together, so that there is hardly a moment at which some are there and others are not.
    await Promise.all(wanted.map(({ session }) => session.unsafe('commit')));
    await Promise.all(open.map((target) => mark(target, 'Restored', backup.id)));
    for (const { session } of wanted) await session.unsafe('analyze');
  } finally {
    await Promise.all(targets.map(({ sql }) => sql.end({ timeout: 1 })));
  }
}

/** Throws when the shop may have gone on in some of these databases. Marks that were cut off are for `loadBackup`. */
function assertUnfinished(open: readonly Target[]): void {
  const named = (state: Target['done']) => open.filter(({ done }) => done === state).map(({ name }) => name);
  const [restored, empty] = [named('Restored'), named(undefined)];
  if (restored.length === open.length) {
    throw new Error(
      'These databases were restored from this backup already; nothing was changed. Start the shop and audit it.',
    );
  }
  if (restored.length === 0 || empty.length === 0) return;
  throw new Error(
    `This backup was restored before, and the shop may have gone on since: ${restored.join(', ')}. ` +
      `Not so ${empty.join(', ')}. Restore all into new databases; nothing was changed.`,
  );
}

const mark = ({ session, copy }: Target, state: Mark['state'], id: string) =>
  setMark(session, { state, id, moment: copy.moment });

async function lookInto(target: Pick<Target, 'name' | 'copy' | 'sql'>, id: string): Promise<Target> {
  const { name, copy, sql } = target;
  const session = await sql.reserve();
  const from = await markOf(session);
  if (from?.id === id) return { ...target, session, done: from.state };
  const withRows = await firstWithRows(session, await tablesOf(session));
  if (withRows !== undefined || from !== undefined) {
    throw new Error(
      `The database of ${name} is in use: ${withRows ?? 'it'} has rows. Restore into new databases; nothing was changed.`,
    );
  }
  const newer = [...(await appliedMigrations(session))].find((file) => !copy.migrations.includes(file));
  if (newer !== undefined) {
    throw new Error(
      `The database of ${name} has tables of a newer release (${newer}). Restore into a new one; nothing was changed.`,
    );
  }
  return { ...target, session, done: undefined };
}

/** Triggers have done their work on these rows: what they wrote is in the backup too. */
async function loadDatabase(
  folder: string,
  target: Target,
  { backup, departed = [], say }: Loading,
): Promise<void> {
  const { name, session, copy } = target;
  const there = new Map((await tablesOf(session)).map((table) => [table.name, table]));
  await session.unsafe('begin');
  for (const table of copy.tables) {
    assertFits(name, table, there.get(table.name));
    const progress = progressOf(`${name}.${table.name}`, say);
    await session.unsafe(`alter table ${quoted(table.name)} disable trigger user`);
    const rows = await copyIn(session, table, join(folder, table.file), progress.seen).catch(
      (cause: Error) => {
        throw new Error(`${name}.${table.name} cannot be written: ${cause.message}. ${UNDONE}`, { cause });
      },
    );
    if (rows !== table.rows) throw new Error(`${table.file} has ${rows} rows and should have ${table.rows}.`);
    await session.unsafe(`alter table ${quoted(table.name)} enable trigger user`);
    progress.done();
  }
  for (const [sequence, last] of Object.entries(copy.sequences))
    await session`select setval(${quoted(sequence)}::text::regclass, ${last}::text::bigint)`;
  await departAgain(name, session, departed);
  await mark(target, 'Restoring', backup.id);
}

function assertFits(service: string, copied: Table, made: Table | undefined): void {
  const missing = copied.columns.find((column) => !made?.columns.includes(column));
  if (missing !== undefined)
    throw new Error(
      `${service}.${copied.name}.${missing} is in the backup, and its migrations do not make it.`,
    );
}
