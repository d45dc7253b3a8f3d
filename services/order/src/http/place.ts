import { refuse } from '@sagashop/chassis/errors';
import {
  assertReplayable,
  fingerprint,
  idempotencyKey,
  type KeptKey,
  type KeyUse,
  replay,
  sendStored,
} from '@sagashop/chassis/guards/idempotency';
import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import { amountIn } from '@sagashop/vocabulary/amount-in';
import { preferredLanguage } from '@sagashop/vocabulary/preferred-language';
import type { FastifyReply } from 'fastify';
import { placedAnswer, shownWhole } from '../domain/shown-order.ts';
import { type Placing, placeOrder } from '../placing/place-order.ts';
import { PLACE } from '../store/keys.ts';
import { OrderInput } from './order-shapes.ts';
import { preferredWait } from './preferred-wait.ts';

/** No count of requests: an office, a proxy or a load run orders from one address as much as the shop can take. */
const LOAD_SHEDDING =
  'load shedding alone: orders under way in a process, at most `ORDER_PLACES` and fewer when they take long, of one user ' +
  'at most half while others wait; 503 `overloaded`';
const summary = 'Place an order; waits for its outcome';

/** `POST /api/orders`: 201 when all of it was done, 409 when all of it was undone, 202 when it takes longer. */
export function placeRoute(app: App, placing: Placing): void {
  app.post(
    '/api/orders',
    {
      config: { service: 'order', needs: 'signed in', limits: { rates: [], besides: LOAD_SHEDDING } },
      schema: { summary, tags: ['orders'], body: OrderInput },
    },
    async (request, reply) => {
      const { body } = request;
      const identity = signedIn(request);
      const use: KeyUse = {
        caller: identity.userId,
        route: PLACE,
        key: idempotencyKey(request),
        fingerprint: fingerprint(body),
      };
      const expected = body.expectedTotal;
      if (expected) amountIn(expected, placing.currency);
      const placed = await placeOrder(placing, {
        use,
        arrived: performance.now() - reply.elapsedTime,
        trace: request.trace,
        identity,
        language: preferredLanguage(request.headers['accept-language'], identity.language),
        lines: body.lines,
        deliveryDate: body.deliveryDate ?? null,
        address: body.address ?? null,
        recipient: body.recipient ?? {},
        expectedTotal: expected ? { amount: expected.amount, currency: placing.currency } : null,
      });
      if (placed.kind === 'known') return sendKnown(reply, placed.kept, use);
      if (placed.kind === 'refused') return sendStored(reply, placed.answer.status, placed.answer.response);
      const { order } = placed;
      reply.header('location', `/api/orders/${order.id}`);
      const answer = await placing.inFlight.outcome(order.id, preferredWait(request.headers.prefer));
      if (answer) {
        const { status, response } = placedAnswer(answer);
        return sendStored(reply, status, response);
      }
      return reply.code(202).send(shownWhole(order, order.lines, placing.currency));
    },
  );
}

function sendKnown(reply: FastifyReply, kept: KeptKey, use: KeyUse) {
  const location = `/api/orders/${kept.subject}`;
  if (kept.fingerprint === use.fingerprint && kept.status === null) {
    throw refuse.idempotency_in_progress({ orderId: kept.subject }, { 'retry-after': '1', location });
  }
  assertReplayable(kept, use);
  return replay(reply.header('location', location), placedAnswer(kept));
}
