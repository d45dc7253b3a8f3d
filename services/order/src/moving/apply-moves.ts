import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { Peers } from '@sagashop/chassis/service/calls';
import { tellMoves } from '@sagashop/notify/contract';
import { closeMoves, lockOpenMoves, takeOverDays } from '../store/delivery-moves.ts';

const AT_ONCE = 100;

/**
 * Gives confirmed orders the days to which their deliveries went, and has their customers told, once for each move. A
 * process that dies in between leaves the move open: the day is set again, and notify knows by the move's id what it has
 * told. The customer of an order that is pending is told once it is confirmed, of one that was cancelled never.
 */
export async function applyMoves({
  sql,
  peers,
  currency,
}: {
  sql: Sql;
  peers: Peers;
  currency: string;
}): Promise<void> {
  for (;;) {
    const moves = await sql.begin(async (tx) => {
      const open = await lockOpenMoves(tx, AT_ONCE);
      if (open.length > 0) await takeOverDays(tx, open);
      return open;
    });
    const news = moves.filter(({ status, date, was }) => status === 'confirmed' && date !== was);
    if (news.length > 0)
      await peers.ask(tellMoves, {
        items: news.map(({ order, move, userId: user, language, number, total, date }) => ({
          ...{ order, move, user, language, number: String(number), total, currency, deliveryDate: date },
        })),
      });
    if (moves.length > 0) await closeMoves(sql, moves);
    if (moves.length < AT_ONCE) return;
  }
}
