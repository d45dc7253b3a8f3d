import { staffOf } from '@sagashop/audit-log/staff-of';
import { invalid } from '@sagashop/chassis/errors';
import { fingerprint, idempotencyKey } from '@sagashop/chassis/guards/idempotency';
import { sendCreated } from '@sagashop/chassis/guards/once';
import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import { IdParams } from '@sagashop/chassis/http/shapes';
import { MAX_AMOUNT } from '@sagashop/kernel/money';
import { amountIn } from '@sagashop/vocabulary/amount-in';
import { MoneyInput } from '@sagashop/vocabulary/money-shapes';
import { permission } from '@sagashop/vocabulary/permissions';
import { type Static, Type } from 'typebox';
import type { RefundRequest } from '../refunding/record-refund.ts';
import { refundOrder } from '../refunding/refund-order.ts';
import type { Acting } from '../running/act-once.ts';
import type { WantedPieces } from '../running/judge-part.ts';
import { REFUND } from '../store/keys.ts';
import { PiecesInput } from './pieces-input.ts';
import { preferredWait } from './preferred-wait.ts';
import { RefundShape } from './refund-shape.ts';
import { WasRefunded } from './was-refunded.ts';

const Minor = Type.Integer({ minimum: 1, maximum: MAX_AMOUNT });

const RefundInput = Type.Object(
  {
    amount: Type.Optional(Type.Union([Minor, MoneyInput], { description: 'in minor units, or as money' })),
    lines: Type.Optional(
      Type.Unsafe<WantedPieces>({
        ...PiecesInput,
        description: 'instead of an amount: the pieces whose price goes back',
      }),
    ),
    reason: Type.String({ minLength: 1, maxLength: 500, format: 'said' }),
    was: Type.Optional(WasRefunded),
  },
  { additionalProperties: false },
);

/** `POST /api/orders/{id}/refunds`: gives money back while the order stands. */
export function refundRoute(app: App, refunding: Acting): void {
  app.post(
    '/api/orders/:id/refunds',
    {
      config: { service: 'order', needs: permission('orders.refund') },
      schema: {
        summary: 'Give money of an order back; waits until it is with its customer',
        tags: ['orders'],
        params: IdParams,
        body: RefundInput,
        response: { 201: RefundShape },
      },
      preValidation: async (request) => void idempotencyKey(request),
    },
    async (request, reply) => {
      const by = staffOf(request);
      const order = request.params.id;
      const { body, trace } = request;
      const use = {
        caller: signedIn(request).userId,
        route: REFUND,
        key: idempotencyKey(request),
        // The order is part of what a key was used for.
        fingerprint: fingerprint({ order, body }),
      };
      const wanted = wantedIn(body, refunding.currency);
      const wait = preferredWait(request.headers.prefer);
      const { reason, was } = body;
      const seenRefunded = was?.refunded;
      return sendCreated(
        reply,
        await refundOrder(refunding, { order, wanted, reason, seenRefunded, by, trace, use }, wait),
      );
    },
  );
}

function wantedIn({ amount, lines }: Static<typeof RefundInput>, currency: string): RefundRequest['wanted'] {
  if ((amount === undefined) === (lines === undefined))
    throw invalid('amount', 'is needed, or lines instead of it');
  if (lines) return { lines };
  return { amount: typeof amount === 'object' ? amountIn(amount, currency) : amount! };
}
