import type { Logger } from '@sagashop/chassis/observe/log';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { Peers } from '@sagashop/chassis/service/calls';
import { sweeper } from '@sagashop/chassis/work/sweeper';
import { STOP_PATIENCE, withTimeout } from '@sagashop/chassis/work/with-timeout';
import type { availabilityChanged } from '@sagashop/stock/contract';
import type { Static } from 'typebox';
import { tellAllReminders, tellReminders } from './tell-reminders.ts';

const EVERY = 60_000; // ms

/**
 * Tells people of what is there again: at once when stock says so, and once in a while of all, for what was not heard, and for
 * those whose turn it is next. `note` takes in what stock publishes and waits for nothing: stock shall tell others meanwhile.
 */
export function reminderTeller(parts: { sql: Sql; peers: Pick<Peers, 'ask'>; log: Logger }) {
  const heard = new Set<string>();
  let turn: Promise<void> | undefined;
  const all = sweeper({
    name: 'reminders',
    first: 5_000,
    every: EVERY,
    work: () => tellAllReminders(parts),
    log: parts.log,
  });
  const run = async () => {
    while (heard.size > 0) {
      const ids = [...heard];
      heard.clear();
      await tellReminders(parts, ids);
    }
  };
  return {
    note: async (events: readonly Static<typeof availabilityChanged.body>[]): Promise<void> => {
      for (const { product, availability } of events) if (availability !== 'out') heard.add(product);
      turn ??= run()
        .catch((error) => parts.log.warn({ err: error }, 'people will be told later of what is there again'))
        .finally(() => {
          turn = undefined;
        });
    },
    start: all.start,
    stop: async () => {
      await Promise.all([all.stop(), turn && withTimeout(turn, STOP_PATIENCE)]);
    },
  };
}
