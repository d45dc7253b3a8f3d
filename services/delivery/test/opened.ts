import type { Peers } from '@sagashop/chassis/service/calls';
import { as, farFromMidnight, testApp, testContext, testDatabase } from '@sagashop/chassis/testing';
import { deliveryDays } from '@sagashop/kernel/clock';
import { newId } from '@sagashop/kernel/ids';
import type { Command, Reply } from '@sagashop/saga/message';
import { openDelivery } from '../src/app.ts';

/** A new database with the tables of delivery. */
export const newDatabase = (): Promise<string> =>
  testDatabase('delivery', new URL('../migrations/', import.meta.url));

interface Sums {
  checks: { name: string; checked: number; failures: string[] }[];
  facts: { order: string; state: string; courier: string | null; date: string | null }[];
}

export const ZONE = farFromMidnight();

/** The n-th day on which a delivery can be booked, from 1. */
export function day(n: number): string {
  return deliveryDays(ZONE, new Date())[n - 1]!;
}

/** A command as a saga sends it; a do expires in a minute. */
export function command(type: string, order: string, body: unknown = {}, expiresIn = 60_000): Command {
  const expiresAt = type === 'delivery.book' ? new Date(Date.now() + expiresIn).toISOString() : null;
  return { id: newId(), type, version: 1, saga: newId(), order, expiresAt, trace: null, body };
}

/** The couriers of the replies, null where none was booked. */
export function couriersIn(replies: readonly Reply[]): (string | null)[] {
  return replies.map((reply) => (reply.kind === 'done' ? String(reply.body?.['courier']) : null));
}

/** A delivery service on a database, and what tests do with it. */
export async function opened(url: string, peers: Partial<Peers> = {}) {
  const context = testContext({ DELIVERY_DATABASE_URL: url, SAGASHOP_TZ: ZONE }, peers);
  const service = await openDelivery(context);
  const app = testApp(service, context);
  const headers = as(newId(), { roles: ['owner'] });
  const send = (one: Command): Promise<Reply> => service.handle!(one);
  const capacity = async (id: string, dailyCapacity: number) =>
    app.inject({ method: 'PATCH', url: `/api/couriers/${id}`, headers, payload: { dailyCapacity } });
  const all = async (): Promise<{ id: string; name: string; dailyCapacity: number }[]> =>
    (await app.inject({ url: '/api/couriers?limit=100', headers })).json().items;
  return {
    service,
    app,
    headers,
    send,
    capacity,
    all,
    book: (order: string, date: string | null) => send(command('delivery.book', order, { date })),
    cancel: (order: string) => send(command('delivery.cancel', order)),
    audit: (question: object = { limit: 100, checks: true }) =>
      service.calls['audit']!(question as never) as Promise<Sums>,
    free: async (): Promise<{ date: string; free: number }[]> =>
      (await app.inject('/api/delivery/dates')).json().items,
    /** New couriers with these capacities, sorted by id; those who were there take no more bookings. */
    couriers: async (...capacities: number[]) => {
      await Promise.all((await all()).map((courier) => capacity(courier.id, 0)));
      const hired = await Promise.all(
        capacities.map((dailyCapacity) =>
          app.inject({
            method: 'POST',
            url: '/api/couriers',
            headers,
            payload: { name: 'C', dailyCapacity },
          }),
        ),
      );
      const ids = hired.map((answer) => String(answer.json().id)).sort();
      await Promise.all(ids.map((id, index) => capacity(id, capacities[index]!)));
      return ids;
    },
  };
}

/** Whether every one of the service's own sums is right. */
export function allRight({ checks }: Sums): boolean {
  return checks.length === 6 && checks.every((check) => check.failures.length === 0);
}
