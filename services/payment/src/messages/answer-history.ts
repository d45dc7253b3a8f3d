import type { Sql } from '@sagashop/chassis/postgres/sql';
import { answers } from '@sagashop/chassis/service/calls';
import { money } from '@sagashop/kernel/money';
import type { HistoryEvent } from '@sagashop/vocabulary/history-call';
import { history } from '../contract.ts';
import { entriesOfOrder, heldFor, type OrderEntry } from '../store/history.ts';

/** Answers what became of an order's money, with the entries of the ledger. */
export function answerHistory(sql: Sql, currency: string) {
  return answers(history, async ({ order }) => {
    const [held, entries] = await Promise.all([heldFor(sql, order), entriesOfOrder(sql, order)]);
    return { events: [...(held ? holdEvents(held, currency) : []), ...transferEvents(entries, currency)] };
  });
}

function holdEvents(
  held: NonNullable<Awaited<ReturnType<typeof heldFor>>>,
  currency: string,
): HistoryEvent[] {
  const data = { userId: held.userId, amount: money(held.amount, currency) };
  const at = held.createdAt.toISOString();
  if (held.state === 'refused')
    return [{ at, kind: 'money.refused', data: { ...data, reason: held.reason } }];
  const released = { at: held.updatedAt.toISOString(), kind: 'money.released', data };
  return [{ at, kind: 'money.held', data }, ...(held.state === 'released' ? [released] : [])];
}

function transferEvents(entries: readonly OrderEntry[], currency: string): HistoryEvent[] {
  return [...Map.groupBy(entries, ({ transferId }) => transferId)].map(([transferId, sides]) => {
    const { kind, cause, createdAt } = sides[0]!;
    return {
      at: createdAt.toISOString(),
      kind: kind === 'capture' ? 'money.captured' : 'money.refunded',
      data: {
        transferId,
        ...(cause !== null && { cause }),
        entries: sides.map(({ account, userId, amount }) => ({
          account,
          ...(userId !== null && { userId }),
          amount: money(amount, currency),
        })),
      },
    };
  });
}
