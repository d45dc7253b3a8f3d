import { randomUUID } from 'node:crypto';
import { after } from 'node:test';
import { as } from '@sagashop/chassis/testing';
import { done } from '@sagashop/saga/message';
import { openEvents } from './event-source.ts';
import { orderService, type participants, tea } from './order-world.ts';

export type Shop = Awaited<ReturnType<typeof openShop>>;

/** An order service that listens, so that its orders can be watched. Slow machines get time. */
export async function openShop(
  world?: ReturnType<typeof participants>,
  url?: string,
  more: Record<string, string> = {},
) {
  let close = async () => {};
  after(() => close());
  const service = await orderService(world, url, { ORDER_DEADLINE_MS: '300000', ...more });
  const origin = await service.app.listen({ host: '127.0.0.1', port: 0 });
  close = async () => {
    service.app.server.closeAllConnections();
    await service.app.close();
  };
  return { ...service, origin };
}

/** Places an order and answers its id. */
export async function place({ app }: Shop, user: string, more: object = {}, prefer = 'respond-async') {
  const headers = { ...as(user), 'idempotency-key': randomUUID(), prefer };
  const payload = { lines: [{ productId: tea.id, quantity: 1 }], ...more };
  const { id, orderId } = (await app.inject({ method: 'POST', url: '/api/orders', headers, payload })).json();
  return (id ?? orderId) as string;
}

export const watch = ({ origin }: Shop, id: string, headers: Record<string, string>) =>
  openEvents(`${origin}/api/orders/${id}/events`, headers);

/** The headers of a user who comes again and has seen the event with this id. */
export const resumed = (user: string, id: string) => ({ ...as(user), 'last-event-id': id });

/** Lets the commands of each of these types wait until they are let go. */
export function gates(world: ReturnType<typeof participants>, ...types: string[]) {
  return types.map((type) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const answer = world.answers[type] ?? (() => done());
    world.answers[type] = async (command) => {
      await promise;
      return answer(command);
    };
    return resolve;
  });
}
