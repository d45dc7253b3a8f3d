import type { RouteLimits } from '@sagashop/chassis/guards/allowances';
import type { App } from '@sagashop/chassis/http/app';
import { cursorPart, decodeCursor, ListQuery, PageOf, page } from '@sagashop/chassis/http/lists';
import { Id, Instant } from '@sagashop/chassis/http/shapes';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { lineId } from '../domain/line-ids.ts';
import { goodsOf, shownWithdrawal, WITHDRAWAL_STATES, type Withdrawal } from '../domain/withdrawal.ts';
import { linesOf, ordersOf } from '../store/orders.ts';
import { listWithdrawals } from '../store/withdrawals.ts';
import { confirmWithdrawal } from '../withdrawing/confirm-withdrawal.ts';
import { offerWithdrawal } from '../withdrawing/offer-withdrawal.ts';
import { linkedWithdrawal, revokeWithdrawal } from '../withdrawing/revoke-withdrawal.ts';
import { withLinks } from '../withdrawing/with-links.ts';
import type { Withdrawing } from '../withdrawing/withdrawing.ts';
import { PiecesInput } from './pieces-input.ts';
import { TRACKINGS, TrackBody } from './track.ts';
import { WithdrawalShape } from './withdrawal-shape.ts';

const tags = ['orders'];
const LinkParams = Type.Object({ token: Type.String({ maxLength: 200 }) });
/** Nobody guesses a token. */
const LINKS: RouteLimits = { rates: [{ by: 'address', room: 300, each: 0.2 }] };
const anyone = { service: 'order', needs: 'anyone', limits: LINKS } as const;

const Offer = Type.Object({
  confirm: Type.String({ description: 'the token to confirm it with' }),
  number: Type.String(),
  email: Type.String({ description: 'where it is acknowledged' }),
  lines: Type.Array(
    Type.Object({
      lineId: Id,
      name: Type.String({ description: 'in the language that it was ordered in' }),
      productId: Type.Optional(Id),
      variantId: Type.Optional(Id),
      quantity: Type.Integer({ description: 'pieces, at most' }),
    }),
    { description: 'what can be withdrawn from' },
  ),
  until: Type.Optional(Type.Union([Instant], { description: 'once all was delivered: until when' })),
  days: Type.Integer({ description: 'how many days there are after the delivery' }),
});

const Answer = Type.Object({
  ...WithdrawalShape.properties,
  number: Type.String({ description: 'of its order' }),
});

const ConfirmationInput = Type.Unsafe<{
  lines?: { lineId: string; quantity: number }[];
  name?: string;
} | null>({
  type: ['object', 'null'],
  properties: {
    lines: PiecesInput,
    name: Type.String({
      minLength: 1,
      maxLength: 200,
      format: 'said',
      description: 'of whoever declares it',
    }),
  },
  additionalProperties: false,
});

/** `POST /api/withdrawals` and `POST /api/withdrawals/{token}/confirmation`: the two steps. */
export function withdrawalRoutes(app: App, withdrawing: Withdrawing): void {
  app.post(
    '/api/withdrawals',
    {
      config: { service: 'order', needs: 'anyone', limits: TRACKINGS },
      schema: {
        summary: 'Begin to withdraw from the contract',
        tags,
        body: TrackBody,
        response: { 200: Offer },
      },
    },
    async (request, reply) => {
      const found = await offerWithdrawal(withdrawing, { ...request.body, ip: request.ip });
      const { confirm, order, email, seen, pieces } = found;
      reply.header('cache-control', 'no-store');
      return {
        ...{ confirm, number: String(order.number), email, days: withdrawing.rule.days },
        lines: pieces.map(({ place, quantity }) => ({
          lineId: lineId(order.id, place),
          ...goodsOf(seen.lines[place]),
          quantity,
        })),
        ...(seen.period.until && { until: seen.period.until.toISOString() }),
      };
    },
  );
  app.post(
    '/api/withdrawals/:token/confirmation',
    {
      config: anyone,
      schema: {
        summary: 'Confirm the withdrawal from the contract',
        tags,
        params: LinkParams,
        body: ConfirmationInput,
        response: { 200: Answer },
      },
    },
    async (request, reply) => {
      const { trace, body, identity, params } = request;
      const declared = { pieces: body?.lines, name: body?.name ?? null, by: identity?.userId ?? null };
      const withdrawal = await confirmWithdrawal(withdrawing, { ...params, ...declared, trace });
      reply.header('cache-control', 'no-store');
      const [shown] = await shownAll(withdrawing, [withdrawal], false);
      const { withdrawals } = await withLinks(withdrawing, { withdrawals: [shown!] });
      return withdrawals[0]!;
    },
  );
  revokingRoutes(app, withdrawing);
  listRoute(app, withdrawing);
}

/** `GET /api/withdrawals/{token}` and `POST /api/withdrawals/{token}/revocation`, for whoever has the link of the mail. */
function revokingRoutes(app: App, withdrawing: Withdrawing): void {
  app.get(
    '/api/withdrawals/:token',
    {
      config: anyone,
      schema: { summary: 'What a withdrawal is about', tags, params: LinkParams, response: { 200: Answer } },
    },
    async ({ params }, reply) => {
      const withdrawal = await linkedWithdrawal(withdrawing, params.token);
      reply.header('cache-control', 'no-store');
      return (await shownAll(withdrawing, [withdrawal], false))[0]!;
    },
  );
  app.post(
    '/api/withdrawals/:token/revocation',
    {
      config: anyone,
      schema: { summary: 'Revoke a withdrawal', tags, params: LinkParams, response: { 200: Answer } },
    },
    async ({ params, trace }, reply) => {
      const withdrawal = await revokeWithdrawal(withdrawing, { ...params, trace });
      reply.header('cache-control', 'no-store');
      return (await shownAll(withdrawing, [withdrawal], false))[0]!;
    },
  );
}

/** `GET /api/withdrawals`, for staff. */
function listRoute(app: App, withdrawing: Withdrawing): void {
  app.get(
    '/api/withdrawals',
    {
      config: { service: 'order', needs: permission('orders.read') },
      schema: {
        summary: 'Withdrawals, newest first',
        tags,
        querystring: Type.Object({ state: Type.Optional(Type.Enum(WITHDRAWAL_STATES)), ...ListQuery }),
        response: { 200: PageOf(Answer) },
      },
    },
    async (request) => {
      const { state, limit, cursor } = request.query;
      const before = decodeCursor(cursor, Type.Tuple([cursorPart.id]))?.[0] ?? null;
      const rows = await listWithdrawals(withdrawing.sql, { state, before, limit: limit + 1 });
      const shown = await shownAll(withdrawing, rows, true);
      return page(
        shown,
        limit,
        ({ id }) => [id],
        (one) => one,
      );
    },
  );
}

async function shownAll({ sql }: Withdrawing, withdrawals: readonly Withdrawal[], forStaff: boolean) {
  const orders = [...new Set(withdrawals.map(({ orderId }) => orderId))];
  const [rows, lines] = await Promise.all([ordersOf(sql, orders), linesOf(sql, orders)]);
  const numbers = new Map(rows.map(({ id, number }) => [id, String(number)]));
  return withdrawals.map((one) => ({
    ...shownWithdrawal(one, lines.get(one.orderId) ?? [], forStaff),
    number: numbers.get(one.orderId) ?? '',
  }));
}
