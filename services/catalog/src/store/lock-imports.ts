import type { Db } from '@sagashop/chassis/postgres/sql';

/** Whether nobody else applies an import or takes one back; until the transaction ends nobody else does. */
export async function lockImports(db: Db): Promise<boolean> {
  const [row] = await db<{ mine: boolean }[]>`select pg_try_advisory_xact_lock(hashtext('imports')) as mine`;
  return row!.mine;
}
