import type { Db, Tx } from '@sagashop/chassis/postgres/sql';
import { moved } from '../contract.ts';

export interface Move {
  move: string;
  order: string;
  courier: string;
  date: string;
  was: { courier: string; date: string };
}

/** The transactional outbox. The booking is locked, so that of two moves of one order the later has the larger id. */
export async function addMove(tx: Tx, move: Move): Promise<void> {
  await tx`insert into outbox (type, body) values (${moved.type}, ${JSON.stringify(move)})`;
}

/** The orders whose moves have not been told yet. */
export async function untoldMoves(db: Db): Promise<ReadonlySet<string>> {
  const rows = await db<{ order: string }[]>`
    select body::json ->> 'order' as order from outbox where type = ${moved.type}`;
  return new Set(rows.map(({ order }) => order));
}
