import { refuse } from '@sagashop/chassis/errors';
import type { Logger } from '@sagashop/chassis/observe/log';
import { warnThrottled } from '@sagashop/chassis/observe/warn-throttled';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { Peers } from '@sagashop/chassis/service/calls';
import { history as delivery } from '@sagashop/delivery/contract';
import { history as notify } from '@sagashop/notify/contract';
import { history as payment } from '@sagashop/payment/contract';
import { history as stock } from '@sagashop/stock/contract';
import { nameUsers } from '@sagashop/user/contract';
import type { HistoryEvent } from '@sagashop/vocabulary/history-call';
import { markOfOrder } from '../store/order-history.ts';
import { findOrder } from '../store/orders.ts';
import { ownHistory } from './own-history.ts';

const OTHERS = [payment, stock, delivery, notify];

export interface Reading {
  sql: Sql;
  peers: Pick<Peers, 'ask'>;
  log: Logger;
  currency: string;
}

/**
 * Everything that has happened to an order, the oldest first, from all services and with who did it. `missing` names the
 * services that did not answer, in which more may have happened. Refuses with 404 where there is no order.
 */
export async function readTimeline(reading: Reading, id: string) {
  const { sql, peers, log, currency } = reading;
  // Before the rest is read: what changes meanwhile is told as a change rather than missed.
  const mark = await markOfOrder(sql, id);
  const order = await findOrder(sql, id, null);
  if (!order || mark === undefined) throw refuse.not_found();
  const missing: string[] = [];
  const asked = OTHERS.map(async (call) => {
    try {
      return (await peers.ask(call, { order: id })).events;
    } catch (error) {
      warnThrottled(
        log,
        `history ${call.service}`,
        { err: error, target: call.service },
        'no history of an order',
      );
      missing.push(call.service);
      return [];
    }
  });
  const [own, ...theirs] = await Promise.all([ownHistory(sql, order, currency), ...asked]);
  const events = inOrder([...own!, ...theirs.flat()]);
  const people = [...new Set(events.flatMap(({ by }) => by ?? []))];
  const names = await nameUsers(peers, people, () => missing.push('user'));
  return {
    items: events.map(({ by, ...event }) => ({ ...event, ...(by && { by: named(by, names) }) })),
    missing: missing.sort(),
    mark,
  };
}

/** Somebody as they are shown. */
export function named(id: string, names: ReadonlyMap<string, string>): { id: string; name?: string } {
  const name = names.get(id);
  return { id, ...(name !== undefined && { name }) };
}

/** By their times; of one time as they came, an outcome behind the step that brought it. */
function inOrder(events: readonly HistoryEvent[]): (HistoryEvent & { at: string })[] {
  const taken = events.find(({ data }) => data['key'] === 'take-goods')?.at;
  const first = events.find(({ kind }) => kind === 'order.placed')!.at!;
  return events
    .map((event) => ({ ...event, at: event.at ?? taken ?? first }))
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}
