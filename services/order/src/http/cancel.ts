import { staffOf } from '@sagashop/audit-log/staff-of';
import { problemBytes, refuse } from '@sagashop/chassis/errors';
import { idempotencyKey, keyUse, replay, sendStored } from '@sagashop/chassis/guards/idempotency';
import { sendCreated } from '@sagashop/chassis/guards/once';
import { mayForOthers } from '@sagashop/chassis/http/access';
import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import { IdParams } from '@sagashop/chassis/http/shapes';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { type CancelAnswer, type Cancelling, cancelOrder } from '../cancelling/cancel-order.ts';
import { cancelPart } from '../cancelling/cancel-part.ts';
import { shownWhole } from '../domain/shown-order.ts';
import { refuseOrder } from '../errors.ts';
import type { Acting } from '../running/act-once.ts';
import { CANCEL } from '../store/keys.ts';
import { linesOf } from '../store/orders.ts';
import { PiecesInput } from './pieces-input.ts';
import { preferredWait } from './preferred-wait.ts';
import { WasRefunded } from './was-refunded.ts';

interface CancelWish {
  lines?: { lineId: string; quantity: number }[];
  reason?: string;
  was?: { refunded: number };
}

/** Nothing, or which pieces, why, and what had gone back when its sender looked. */
const CancelInput = Type.Unsafe<CancelWish | null>({
  type: ['object', 'null'],
  properties: {
    lines: PiecesInput,
    reason: Type.String({ minLength: 1, maxLength: 500, format: 'said' }),
    was: WasRefunded,
  },
  additionalProperties: false,
});

/** `POST /api/orders/{id}/cancellation`: 200 when the order is cancelled, 202 when that takes longer. */
export function cancelRoute(app: App, cancelling: Cancelling, acting: Acting): void {
  const { currency } = acting;
  app.post(
    '/api/orders/:id/cancellation',
    {
      config: { service: 'order', needs: 'signed in', othersNeed: permission('orders.cancel') },
      schema: {
        summary: 'Cancel an order or a part of it; waits until everything is given back',
        tags: ['orders'],
        params: IdParams,
        body: CancelInput,
      },
      // A part can be asked for twice and mean it; the whole order is cancelled once, whatever is asked.
      preValidation: async (request) => {
        if (request.body && typeof request.body === 'object' && 'lines' in request.body)
          idempotencyKey(request);
      },
    },
    async (request, reply) => {
      const { userId } = signedIn(request);
      const by = { userId, ofOthers: mayForOthers(request), staff: staffOf(request) };
      const { trace } = request;
      const order = request.params.id;
      // The order is part of what a key was used for, and so its fingerprint covers it.
      const scope = { caller: userId, route: CANCEL };
      const use = keyUse(request, scope, { order, body: request.body ?? {} });
      const wait = preferredWait(request.headers.prefer);
      const { reason: why, was, lines: pieces } = request.body ?? {};
      const asked = { order, by, why, seenRefunded: was?.refunded, trace };
      const location = `/api/orders/${order}`;
      if (pieces) {
        const part = await cancelPart(acting, { ...asked, pieces, use: use! }, wait);
        if (!('kind' in part)) {
          if (part.status === 202) reply.header('location', location);
          return sendCreated(reply, part);
        }
      }
      const answer = await cancelOrder(cancelling, { ...asked, use, wait });
      const stored = await storedAnswer(cancelling, answer, currency);
      if (answer.known) {
        if (stored) return replay(reply, stored);
        throw refuse.idempotency_in_progress({ orderId: order }, { 'retry-after': '1', location });
      }
      if (stored) return sendStored(reply, stored.status, stored.response);
      reply.code(202).header('location', location);
      return shownWith(cancelling, answer, currency);
    },
  );
}

/**
 * What the request is answered, and every repetition of it: an order that is cancelled or past being cancelled
 * never changes in what this tells, so it can be told again without having been kept.
 */
async function storedAnswer(
  cancelling: Cancelling,
  answer: CancelAnswer,
  currency: string,
): Promise<{ status: number; response: string } | undefined> {
  if (!answer.outcome) return undefined;
  if (answer.outcome === 'too_late') {
    const problem = refuseOrder.not_cancellable({ orderId: answer.order.id });
    return { status: problem.status, response: problemBytes(problem) };
  }
  return { status: 200, response: JSON.stringify(await shownWith(cancelling, answer, currency)) };
}

async function shownWith({ sql }: Cancelling, { order }: CancelAnswer, currency: string) {
  const lines = await linesOf(sql, [order.id]);
  return shownWhole(order, lines.get(order.id) ?? [], currency);
}
