import type { Outcome } from '../domain/decide.ts';

/**
 * Some rows of a file as the database takes them, outside of the heap: as objects, those of a large file would take several
 * times as much, and have the heap grow for good.
 */
export type PackedRows = Buffer;

/** Packs what rows would do. */
export const packRows = (outcomes: readonly Outcome[]): PackedRows => Buffer.from(JSON.stringify(outcomes));
