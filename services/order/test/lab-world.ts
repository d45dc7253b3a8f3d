import { randomUUID } from 'node:crypto';
import { as } from '@sagashop/chassis/testing';
import type { Fault } from '@sagashop/lab/fault';
import { orderService, participants, tea } from './order-world.ts';

interface Wish {
  fault: string;
  [more: string]: unknown;
}

/** An order service whose laboratory is open, on a database of its own unless `url` names one, and who break things in it. */
export async function labWorld(env: Record<string, string> = {}, url?: string) {
  const world = participants();
  const shop = await orderService(world, url, {
    ...{ SAGASHOP_LAB: '1', ORDER_TAKE_OVER_MS: '1000', ...env },
  });
  const owner = as(randomUUID(), { roles: ['owner'] });

  async function ask(
    method: 'GET' | 'POST' | 'DELETE',
    url: string,
    who: object,
    payload?: object,
    key?: string,
  ) {
    const headers = { ...who, ...(key && { 'idempotency-key': key }) };
    const response = await shop.app.inject({ method, url, headers, ...(payload && { payload }) });
    return { status: response.statusCode, headers: response.headers, body: response.body && response.json() };
  }

  return {
    ...shop,
    owner,
    ask,
    /** Wishes for a fault of one's own orders, for a minute, unless it is said otherwise. */
    wish: (who: object, wish: Wish, key?: string) =>
      ask('POST', '/api/lab/faults', who, { scope: 'mine', seconds: 60, ...wish }, key),
    look: async (who: object) =>
      (await ask('GET', '/api/lab', who)).body as { active: Fault[]; recent: Fault[] },
    end: (who: object, id = '') => ask('DELETE', `/api/lab/faults${id && `/${id}`}`, who),
    async order(who: object) {
      const payload = { lines: [{ productId: tea.id, quantity: 1 }] };
      const headers = { ...who, prefer: 'wait=30' };
      return ask('POST', '/api/orders', headers, payload, randomUUID());
    },
    /** What stands beside the order's saga. */
    async hits(who: object, order: string) {
      const { body } = await ask('GET', `/api/orders/${order}/saga`, who);
      return body.faults as { fault: string; command: string; step: string; faultId: string }[];
    },
    /** The types of the commands that came for an order, as they came. */
    came: (order: string) => shop.sent.filter((one) => one.order === order).map(({ type }) => type),
  };
}
