import { money } from '@sagashop/kernel/money';
import type { HistoryEvent } from '@sagashop/vocabulary/history-call';
import { lineId } from '../domain/line-ids.ts';
import type { Return } from '../domain/return.ts';
import { hasExpired } from '../domain/return-term.ts';

/** What has become of a return, with who did it. */
export function returnEvents(one: Return, currency: string): HistoryEvent[] {
  const { id, orderId, kind, reason, exchange, answer, amount } = one;
  const pieces = (of: (line: Return['lines'][number]) => number) =>
    one.lines
      .map((line) => ({ lineId: lineId(orderId, line.place), quantity: of(line) }))
      .filter(({ quantity }) => quantity > 0);
  const event = (what: string, at: Date | null, by: string | null, data: object): HistoryEvent[] =>
    at ? [{ at: at.toISOString(), kind: what, ...(by && { by }), data: { id, ...data } }] : [];
  const came = pieces(({ received = 0 }) => received);
  const damaged = pieces(({ received = 0, resellable = 0 }) => received - resellable);
  return [
    ...event('return.asked', one.createdAt, one.by, {
      ...{ kind, lines: pieces(({ quantity }) => quantity) },
      ...(reason !== null && { reason }),
      ...(exchange && { exchange: true }),
    }),
    // A withdrawal is approved as it comes, by nobody.
    ...event('return.approved', one.approvedBy ? one.approvedAt : null, one.approvedBy, {}),
    ...event('return.reminded', one.remindedAt, null, {}),
    ...event(
      hasExpired(one) ? 'return.expired' : 'return.refused',
      one.refusedAt,
      one.refusedBy,
      answer === null ? {} : { reason: answer },
    ),
    ...event('return.received', one.receivedAt, one.receivedBy, {
      ...{ lines: came, amount: money(amount ?? 0, currency) },
      ...(damaged.length > 0 && { damaged }),
    }),
    ...event('return.settled', one.settledAt, null, {}),
    ...(one.exchanged === 'failed'
      ? event('return.not_exchanged', one.exchangedAt, null, { reason: one.notExchanged })
      : event('return.exchanged', one.exchangedAt, null, {})),
  ];
}
