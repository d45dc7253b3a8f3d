import { sqlState } from './sql-state.ts';

/** Thrown by a batch that met a concurrent change and should simply be run again at once. */
export class RunAgain extends Error {}

/** For an insert of rows that were looked for under lock: when another process was first with one, the batch runs again. */
export function againWhenTaken(error: unknown): never {
  throw sqlState(error) === '23505' ? new RunAgain() : error;
}
