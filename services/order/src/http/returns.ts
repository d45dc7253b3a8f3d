import { staffOf } from '@sagashop/audit-log/staff-of';
import { refuse } from '@sagashop/chassis/errors';
import { fingerprint, idempotencyKey } from '@sagashop/chassis/guards/idempotency';
import { sendCreated } from '@sagashop/chassis/guards/once';
import { mayForOthers } from '@sagashop/chassis/http/access';
import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import { Id, IdParams } from '@sagashop/chassis/http/shapes';
import { Quantity } from '@sagashop/vocabulary/money-shapes';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { askReturn, decideReturn, type ReturnActing, receiveGoods } from '../returning/return-goods.ts';
import { RETURN } from '../store/keys.ts';
import { findReturn } from '../store/returns.ts';
import { PiecesInput } from './pieces-input.ts';
import { preferredWait } from './preferred-wait.ts';
import { ReturnShape } from './return-shapes.ts';
import { WasRefunded } from './was-refunded.ts';

const said = Type.String({ minLength: 1, maxLength: 500, format: 'said' });
const Closed = { additionalProperties: false };

const ExchangeInput = Type.Object(
  {
    lines: Type.Array(
      Type.Object({ productId: Id, variantId: Type.Optional(Id), quantity: Quantity }, Closed),
      { minItems: 1, maxItems: 100 },
    ),
  },
  { ...Closed, description: 'what is wanted instead: ordered by its customer once the return has come' },
);

const ReturnInput = Type.Object(
  {
    lines: PiecesInput,
    reason: said,
    exchange: Type.Optional(ExchangeInput),
  },
  Closed,
);

const ApprovalInput = Type.Unsafe<Record<string, never> | null>({ type: ['object', 'null'], ...Closed });
const RefusalInput = Type.Object({ reason: said }, Closed);

const Pieces = Type.Integer({ minimum: 0, maximum: 10_000 });
const ReceiptInput = Type.Object(
  {
    lines: Type.Array(Type.Object({ lineId: Id, received: Pieces, resellable: Pieces }, Closed), {
      minItems: 1,
      maxItems: 100,
      description:
        'how many of each line have come, and how many of those are as good as new; of the rest none',
    }),
    was: Type.Optional(WasRefunded),
  },
  Closed,
);

type Request = Parameters<typeof signedIn>[0];

const useOf = (request: Request, route: string, what: object) => ({
  ...{ caller: signedIn(request).userId, route, key: idempotencyKey(request) },
  fingerprint: fingerprint(what),
});

const preValidation = async (request: Request) => void idempotencyKey(request);
const tags = ['returns'];

/** `POST /api/orders/{id}/returns`: pieces are going to be sent back. */
export function returnRoute(app: App, acting: ReturnActing): void {
  app.post(
    '/api/orders/:id/returns',
    {
      config: { service: 'order', needs: 'signed in', othersNeed: permission('returns.write') },
      schema: {
        summary: 'Ask to send pieces of an order back',
        tags,
        params: IdParams,
        body: ReturnInput,
        response: { 201: ReturnShape },
      },
      preValidation,
    },
    async (request, reply) => {
      const order = request.params.id;
      const { body, trace } = request;
      const { lines: pieces, reason, exchange } = body;
      const { userId } = signedIn(request);
      const by = { userId, ofOthers: mayForOthers(request), staff: staffOf(request) };
      const use = useOf(request, RETURN, { order, body });
      const asked = { order, kind: 'return' as const, pieces, exchange: exchange?.lines ?? null, reason };
      return sendCreated(reply, await askReturn(acting, { ...asked, photo: null, by, trace, use }));
    },
  );
}

const DECISIONS = [
  ['approval', 'Approve a return', ApprovalInput],
  ['refusal', 'Refuse a return', RefusalInput],
] as const;

/** `POST /api/returns/{id}/approval` and `refusal`: what the shop says to it. */
export function decisionRoutes(app: App, acting: ReturnActing): void {
  for (const [act, summary, body] of DECISIONS)
    app.post(
      `/api/returns/:id/${act}`,
      {
        config: { service: 'order', needs: permission('returns.write') },
        schema: { summary, tags, params: IdParams, body, response: { 201: ReturnShape } },
        preValidation,
      },
      async (request, reply) => {
        const { trace } = request;
        const { id, orderId: order } = await returnOf(acting, request.params.id);
        const answer = request.body && 'reason' in request.body ? request.body.reason : null;
        const use = useOf(request, `POST /api/returns/{id}/${act}`, { id, answer });
        const what = { id, order, act, answer, by: staffOf(request), trace, use };
        return sendCreated(reply, await decideReturn(acting, what));
      },
    );
}

/** `POST /api/returns/{id}/receipt`: what has come back, and in which state. */
export function receiptRoute(app: App, acting: ReturnActing): void {
  app.post(
    '/api/returns/:id/receipt',
    {
      config: { service: 'order', needs: permission('returns.write') },
      schema: {
        summary: 'Receive what was sent back; waits until its money and its pieces are where they belong',
        tags,
        params: IdParams,
        body: ReceiptInput,
        response: { 201: ReturnShape },
      },
      preValidation,
    },
    async (request, reply) => {
      const { body, trace } = request;
      const { id, orderId: order } = await returnOf(acting, request.params.id);
      const use = useOf(request, 'POST /api/returns/{id}/receipt', { id, body });
      const seenRefunded = body.was?.refunded;
      const what = { id, order, pieces: body.lines, seenRefunded, by: staffOf(request), trace, use };
      const wait = preferredWait(request.headers.prefer);
      return sendCreated(reply, await receiveGoods(acting, what, wait));
    },
  );
}

async function returnOf({ sql }: ReturnActing, id: string) {
  const found = await findReturn(sql, id);
  if (!found) throw refuse.not_found();
  return found;
}
