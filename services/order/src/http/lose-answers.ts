import type { App } from '@sagashop/chassis/http/app';
import type { Lab } from '@sagashop/lab/lab';
import type { FastifyRequest } from 'fastify';
import { LOSABLE } from '../running/order-lab.ts';

/**
 * From here on answers to customers can be lost: what was asked for is done, and the connection is cut instead of the
 * answer. Where the gateway is another process it is cut towards that one, which then says 503 `unavailable`.
 */
export function loseAnswers(app: App, lab: Lab): void {
  app.addHook('onRoute', (route) => {
    const name = `${[route.method].flat().join()} ${route.url.replace(':id', '{id}')}`;
    const command = LOSABLE.find((one) => one === name);
    if (!command) return;
    const lose = async (request: FastifyRequest, _reply: unknown, payload: unknown) => {
      const order = lab.idle() ? undefined : orderIn(payload);
      if (order) {
        const occasion = { service: 'order', command, order, user: request.identity?.userId };
        if (await lab.strike('answer_lost', occasion)) request.raw.socket.destroy();
      }
      return payload;
    };
    route.onSend = [route.onSend ?? [], lose].flat() as never;
  });
}

/** The order that an answer is about: itself, or the one that was refused. */
function orderIn(payload: unknown): string | undefined {
  if (typeof payload !== 'string') return undefined;
  const { id, orderId = id } = JSON.parse(payload) as { id?: string; orderId?: string };
  return orderId;
}
