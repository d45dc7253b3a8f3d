import type { ListedImport, WholeImport } from '../shop/api-types';

/** What a file can change. */
export const IMPORT_KINDS = [
  'products',
  'prices',
  'stock',
] as const satisfies readonly ListedImport['kind'][];

/** A field that somebody has changed meanwhile. */
export type Differing = WholeImport['kept'][number];

/** A row that changes something. */
export type ImportChange = WholeImport['changes'][number];

/** Whether it is being applied or taken back at this moment. */
export const isImportUnderWay = ({ state, progress }: ListedImport) =>
  progress !== undefined || state === 'applying' || state === 'undoing';
