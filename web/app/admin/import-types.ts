import type { Money } from '../shop/api-types';

/** What a file can change. */
export const IMPORT_KINDS = ['products', 'prices', 'stock'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

type Who = { id: string; name?: string };

/** An import as the list of them has it. */
export interface ListedImport {
  id: string;
  kind: ImportKind;
  state: 'checked' | 'applying' | 'applied' | 'undoing' | 'undone';
  fileName: string;
  counts: { new: number; changed: number; unchanged: number; wrong: number };
  by: Who;
  createdAt: string;
  appliedBy?: Who;
  appliedAt?: string;
  undoneBy?: Who;
  undoneAt?: string;
  undoableUntil?: string;
  progress?: { done: number; of: number };
}

/** What a cell says. */
export type CellValue = string | number | boolean | Money | null;

/** A field that somebody has changed meanwhile. */
export interface Differing {
  line: number;
  product: string;
  name: string;
  field: string;
  was: CellValue;
  now: CellValue;
}

/** A row that changes something. */
export interface ImportChange {
  line: number;
  product: string;
  name: string;
  state: 'new' | 'changed';
  fields: { field: string; before: CellValue; after: CellValue }[];
}

/** An import with its first rows. */
export interface WholeImport extends ListedImport {
  encoding: string;
  columns: { name: string; field: string | null; samples: string[] }[];
  fields: string[];
  wrong: { line: number; column: string; code: string; message: string }[];
  changes: ImportChange[];
  more: { wrong: number; changes: number };
  kept: Differing[];
  problem?: { code: string; rows?: Differing[] };
}

/** Whether it is being applied or taken back at this moment. */
export const isImportUnderWay = ({ state, progress }: ListedImport) =>
  progress !== undefined || state === 'applying' || state === 'undoing';
