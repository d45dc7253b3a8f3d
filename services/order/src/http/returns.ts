import { staffOf } from '@sagashop/audit-log/staff-of';
import { invalid, refuse } from '@sagashop/chassis/errors';
import { fingerprint, idempotencyKey } from '@sagashop/chassis/guards/idempotency';
import { sendCreated } from '@sagashop/chassis/guards/once';
import { mayForOthers } from '@sagashop/chassis/http/access';
import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import { Id, IdParams } from '@sagashop/chassis/http/shapes';
import type { Pictures } from '@sagashop/pictures/store-picture';
import { takeForms } from '@sagashop/pictures/take-forms';
import { amountIn } from '@sagashop/vocabulary/amount-in';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import type { PriceLines } from '../placing/line-pricer.ts';
import { askReturn, decideReturn, type ReturnActing, receiveGoods } from '../returning/return-goods.ts';
import { RETURN } from '../store/keys.ts';
import { findOrder } from '../store/orders.ts';
import { storePhoto } from '../store/photo-files.ts';
import { findReturn } from '../store/returns.ts';
import { preferredWait } from './preferred-wait.ts';
import { RETURN_LIMITS, ReturnInput, type SaidOfReturn } from './return-form.ts';
import { ReturnShape } from './return-shapes.ts';
import { MOST_SAID, sentSaid } from './sent-said.ts';
import { WasRefunded } from './was-refunded.ts';

const said = Type.String({ minLength: 1, maxLength: 500, format: 'said' });
const Closed = { additionalProperties: false };

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

/** What is needed for somebody to ask for a return. */
export type ReturnAsking = ReturnActing & { pictures: Pictures; price: PriceLines };

/** `POST /api/orders/{id}/returns`: pieces are going to be sent back. */
export function returnRoute(app: App, acting: ReturnAsking): void {
  app.register(async (plain) => {
    const scope = plain as unknown as App;
    await takeForms(scope, RETURN_LIMITS);
    askingRoute(scope, acting);
  });
}

function askingRoute(scope: App, acting: ReturnAsking): void {
  scope.post(
    '/api/orders/:id/returns',
    {
      config: { service: 'order', needs: 'signed in', othersNeed: permission('returns.write') },
      bodyLimit: MOST_SAID,
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
      const { userId } = signedIn(request);
      const by = { userId, ofOthers: mayForOthers(request), staff: staffOf(request) };
      // Before a photo is kept, of whatever order.
      const found = await findOrder(acting.sql, order, by.ofOthers ? null : userId);
      if (!found) throw refuse.not_found();
      const { bytes, ...said } = await sentSaid<SaidOfReturn>(request, ReturnInput, ['lines', 'exchange']);
      const { lines: pieces, reason, exchange } = said;
      if (!pieces) throw invalid('', 'must be an object');
      const photo = bytes ? await storePhoto(acting.pictures, { returnOf: order }, bytes) : null;
      const use = useOf(request, RETURN, { order, body: { ...said, ...(photo && { photo }) } });
      const { language } = found;
      const expected = exchange?.expectedTotal;
      const expectedTotal = expected && amountIn(expected, acting.currency);
      const own = found.userId === userId;
      const wanted = exchange && { lines: exchange.lines, expectedTotal, language, own };
      const asked = { order, kind: 'return' as const, pieces, reason, photo, wanted };
      const { trace } = request;
      return sendCreated(reply, await askReturn(acting, { ...asked, by, trace, use }));
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
