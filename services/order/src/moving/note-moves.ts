import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { moved } from '@sagashop/delivery/contract';
import type { Static } from 'typebox';
import { type Move, saveMoves } from '../store/delivery-moves.ts';

/**
 * Takes in what delivery publishes of deliveries that went elsewhere. An idempotent receiver: events that come again, or late,
 * change nothing.
 */
export async function noteMoves(sql: Sql, events: readonly Static<typeof moved.body>[]): Promise<void> {
  const latest = new Map<string, Move>();
  for (const event of events.toSorted((a, b) => a.sequence - b.sequence)) latest.set(event.order, event);
  const moves = [...latest.values()].sort((a, b) => (a.order < b.order ? -1 : 1));
  if (moves.length > 0) await saveMoves(sql, moves);
}
