import type { Sql } from '@sagashop/chassis/postgres/sql';
import { answers } from '@sagashop/chassis/service/calls';
import type { HistoryEvent } from '@sagashop/vocabulary/history-call';
import { history } from '../contract.ts';
import { goodsOfOrder, type OrderGoods } from '../store/goods-of-order.ts';
import { partsOfOrder } from '../store/part-returns.ts';

/** Answers what became of an order's goods, with the pieces that moved. */
export function answerHistory(sql: Sql) {
  return answers(history, async ({ order }) => {
    const [goods, parts] = await Promise.all([goodsOfOrder(sql, order), partsOfOrder(sql, order)]);
    const back = parts.flatMap(({ at, lines, cause }) => {
      const came = lines.map(({ damaged: _, ...line }) => line);
      const lost = lines.filter(({ damaged }) => damaged > 0);
      const gone = lost.map(({ productId, damaged }) => ({ productId, quantity: 0 - damaged }));
      return [
        { at: at.toISOString(), kind: 'goods.returned', data: { lines: came, cause } },
        ...(gone.length > 0
          ? [{ at: at.toISOString(), kind: 'goods.damaged', data: { lines: gone, cause } }]
          : []),
      ];
    });
    return { events: goods ? [...eventsOf(goods), ...back] : [] };
  });
}

function eventsOf({ state, lines, createdAt, updatedAt }: OrderGoods): HistoryEvent[] {
  const first = createdAt.toISOString();
  const last = updatedAt.toISOString();
  if (state === 'refused') return [{ at: first, kind: 'goods.refused', data: { lines } }];
  const reserved = { at: first, kind: 'goods.reserved', data: { lines } };
  const taken = (at: string | null) => ({ at, kind: 'goods.taken', data: { lines: out(lines) } });
  if (state === 'released') return [reserved, { at: last, kind: 'goods.released', data: { lines } }];
  if (state === 'taken') return [reserved, taken(last)];
  // The row has the time of its last change; when they were taken is told by the saga that had them taken.
  if (state === 'returned')
    return [reserved, taken(null), { at: last, kind: 'goods.returned', data: { lines } }];
  return [reserved];
}

const out = (lines: OrderGoods['lines']) =>
  lines.map(({ productId, quantity }) => ({ productId, quantity: 0 - quantity }));
