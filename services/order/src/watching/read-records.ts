import { setTimeout as pause } from 'node:timers/promises';
import type { Metrics } from '@sagashop/chassis/observe/metrics';
import type { Peers } from '@sagashop/chassis/service/calls';
import { batcher } from '@sagashop/chassis/work/batch';
import { recordDelivery } from '@sagashop/delivery/contract';
import { recordNotify } from '@sagashop/notify/contract';
import { recordPayment } from '@sagashop/payment/contract';
import { recordStock } from '@sagashop/stock/contract';
import type { Records } from '../sagas/judge-record.ts';

const PATIENCE = 1500; // ms: a page that shows three of four rows is better than one that does not come

type Participants = Omit<Records, 'order'>;

/**
 * Reads what the participants' own rows say of an order: one question a service for all who ask at once. Who does not answer
 * in time is left out.
 */
export function recordsReader(peers: Pick<Peers, 'ask'>, metrics: Metrics) {
  type Ask = (orders: string[]) => Promise<{ order: string }[]>;
  const reader = (service: string, ask: Ask) =>
    batcher<string, { order: string } | null>({
      name: `order.records-of-${service}`,
      metrics,
      max: 100,
      lanes: 4,
      run: async (orders) => {
        const facts = new Map((await ask([...new Set(orders)])).map((fact) => [fact.order, fact]));
        return orders.map((order) => facts.get(order) ?? null);
      },
    });
  const readers = {
    payment: reader('payment', async (orders) => (await peers.ask(recordPayment, { orders })).facts),
    stock: reader('stock', async (orders) => (await peers.ask(recordStock, { orders })).facts),
    delivery: reader('delivery', async (orders) => (await peers.ask(recordDelivery, { orders })).facts),
    notify: reader('notify', async (orders) => (await peers.ask(recordNotify, { orders })).facts),
  };
  return async (order: string): Promise<Participants> => {
    const enough = new AbortController();
    const late = pause(PATIENCE, undefined, { ref: false, signal: enough.signal }).catch(() => undefined);
    const found = await Promise.all(
      Object.entries(readers).map(async ([service, read]) => [
        service,
        await Promise.race([read(order), late]).catch(() => undefined),
      ]),
    );
    enough.abort();
    return Object.fromEntries(found);
  };
}
