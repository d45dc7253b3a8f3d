import type { Language } from '@sagashop/vocabulary/language';
import type { CategoryNames } from '../actions/category-names.ts';
import { FIELDS_OF } from '../domain/import-kinds.ts';
import type { Import } from '../store/imports.ts';

/** What it takes to show an import. */
export interface Showing {
  language: Language;
  currency: string;
  categories: CategoryNames;
  /** The names of users by their ids. */
  users: ReadonlyMap<string, string>;
}

const DAY = 86_400_000; // ms

export function showImport(one: Import, users: ReadonlyMap<string, string>) {
  const who = (id: string) => ({ id, ...(users.has(id) && { name: users.get(id)! }) });
  const { appliedBy, appliedAt, undoneBy, undoneAt, progress } = one;
  return {
    id: one.id,
    kind: one.kind,
    state: one.state,
    fileName: one.fileName,
    counts: one.counts,
    by: who(one.createdBy),
    createdAt: one.createdAt.toISOString(),
    ...(appliedBy && appliedAt && { appliedBy: who(appliedBy), appliedAt: appliedAt.toISOString() }),
    ...(undoneBy && undoneAt && { undoneBy: who(undoneBy), undoneAt: undoneAt.toISOString() }),
    ...(one.isYoung &&
      one.state === 'applied' && { undoableUntil: new Date(appliedAt!.getTime() + DAY).toISOString() }),
    ...(progress && { progress: { done: progress.done, of: progress.every } }),
  };
}

/** The fields of an import that are told of it as a whole, without its rows. */
export const showParts = ({ encoding, columns, kind }: Import) => ({
  encoding,
  columns,
  fields: [...FIELDS_OF[kind]],
});

/** The users who had to do with imports. */
export const usersOf = (imports: readonly Import[]) => [
  ...new Set(imports.flatMap((one) => [one.createdBy, one.appliedBy ?? [], one.undoneBy ?? []].flat())),
];
