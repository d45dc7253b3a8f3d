import { money } from '@sagashop/kernel/money';
import { lineId } from './line-ids.ts';
import { type Line, type Order, shown } from './order.ts';
import { countsOf } from './pieces.ts';
import { paidOfLines } from './refund.ts';

export const MONEY = ['none', 'held', 'paid', 'partly_refunded', 'refunded'] as const;
/** How an order stands with its money. From its confirmation on it is paid: the capture is certain then. */
export type MoneyState = (typeof MONEY)[number];

type Standing = Pick<Order, 'status' | 'total' | 'refunded' | 'wasConfirmed' | 'goods' | 'returnState'>;

/** The only place that says how an order stands with its money. */
export function moneyState({ status, total, refunded, wasConfirmed }: Standing): MoneyState {
  if (status === 'pending') return 'held';
  if (status === 'cancelled') return wasConfirmed ? 'refunded' : 'none';
  if (!refunded) return 'paid';
  return refunded < total ? 'partly_refunded' : 'refunded';
}

/** An order as the world sees it, with all that can be read off its row and its lines. */
export function shownWhole(order: Order, lines: readonly Line[], currency: string) {
  return withStanding(shown(order, lines, currency), order, lines);
}

/** What a request was answered that placed an order, whose kept bytes leave out what follows from the rest. */
export function placedAnswer(kept: { status: number; response: string }): typeof kept {
  if (kept.status !== 201) return kept;
  const order = JSON.parse(kept.response) as ReturnType<typeof shown>;
  const confirmed = { status: 'confirmed', total: order.total.amount, wasConfirmed: true } as const;
  return { status: 201, response: JSON.stringify(withStanding(order, confirmed)) };
}

function withStanding(
  order: ReturnType<typeof shown>,
  standing: Standing,
  lines: readonly Pick<Line, 'counts'>[] = [],
) {
  const { status } = standing;
  const { currency } = order.total;
  const wasPaid = status !== 'pending' && (status !== 'cancelled' || standing.wasConfirmed);
  const paid = paidOfLines(
    wasPaid ? standing.total : 0,
    order.lines.map(({ price, quantity }) => ({ price: price.amount, quantity })),
  );
  return {
    ...order,
    money: moneyState(standing),
    goods: standing.goods ?? ('none' as const),
    return: standing.returnState ?? ('none' as const),
    lines: order.lines.map((line, place) => {
      const { cancelled, shipped, returned } = countsOf(lines[place] ?? {});
      return {
        id: lineId(order.id, place),
        ...line,
        paid: money(paid[place]!, currency),
        cancelled: status === 'cancelled' ? line.quantity : cancelled,
        shipped,
        returned,
      };
    }),
  };
}
