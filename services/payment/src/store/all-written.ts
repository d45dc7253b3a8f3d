import type { Tx } from '@sagashop/chassis/postgres/sql';

/**
 * The end of a statement whose CTE `changed` writes locked rows: divides by zero, and so undoes the transaction, when
 * it wrote another number of them. Said in SQL, since the COMMIT does not wait for what we think of the answer.
 */
export function allWritten(tx: Tx, count: number) {
  return tx`select 1 / (count(*) = ${count})::int from changed`;
}
