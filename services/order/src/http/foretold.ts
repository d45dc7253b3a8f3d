import { invalid } from '@sagashop/chassis/errors';
import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import { Id, IdParams } from '@sagashop/chassis/http/shapes';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { Peers } from '@sagashop/chassis/service/calls';
import { MAX_AMOUNT, money } from '@sagashop/kernel/money';
import { MoneyShape } from '@sagashop/vocabulary/money-shapes';
import { permission } from '@sagashop/vocabulary/permissions';
import { type Static, Type } from 'typebox';
import { ACTS } from '../domain/shipment.ts';
import { type Act, foretell } from '../refunding/foretell.ts';
import { PiecesText, piecesIn } from './pieces-input.ts';

const ForetoldQuery = Type.Object(
  {
    act: Type.Enum(['cancel', 'refund', 'receive', ...ACTS], { description: 'the last four: of a parcel' }),
    shipmentId: Type.Optional(Id),
    amount: Type.Optional(
      Type.Integer({ minimum: 1, maximum: MAX_AMOUNT, description: 'of a refund, in minor units' }),
    ),
    line: Type.Optional(
      PiecesText(
        'of a refund instead of an amount, of a part that is cancelled, or what has come of a return',
      ),
    ),
    return: Type.Optional(Type.Union([Id], { description: 'of which something is received' })),
    damaged: Type.Optional(PiecesText('of those that have come')),
  },
  { additionalProperties: false },
);

const ForetoldShape = Type.Object({
  entries: Type.Array(
    Type.Object({
      account: Type.String(),
      userId: Type.Optional(Id),
      kind: Type.String(),
      amount: MoneyShape,
    }),
    { description: 'of the ledger' },
  ),
  movements: Type.Array(
    Type.Object({
      productId: Id,
      variantId: Type.Optional(Id),
      quantity: Type.Integer(),
      reason: Type.String(),
    }),
    {
      description: 'of stock; pieces that come back are positive',
    },
  ),
  messages: Type.Array(
    Type.Object({ kind: Type.String(), language: Type.String(), message: Type.String() }),
    {
      description: 'to the customer',
    },
  ),
  courier: Type.Optional(
    Type.Object({ id: Id, date: Type.String() }, { description: 'who is free again, and on which day' }),
  ),
});

/** `GET /api/orders/{id}/foretold`: exactly what an act would write, before it is done. */
export function foretoldRoute(
  app: App,
  options: { sql: Sql; peers: Pick<Peers, 'ask'>; currency: string },
): void {
  app.get(
    '/api/orders/:id/foretold',
    {
      config: { service: 'order', needs: permission('orders.read') },
      schema: {
        summary: 'What ending or refunding an order, receiving a return, or an act on a parcel would write',
        tags: ['orders'],
        params: IdParams,
        querystring: ForetoldQuery,
        response: { 200: ForetoldShape },
      },
    },
    async (request) => {
      const act = actIn(request.query, signedIn(request).userId);
      const foretold = await foretell(options, request.params.id, act);
      const { entries, movements, messages, courier } = foretold;
      return {
        entries: entries.map(({ account, user, kind, amount }) => ({
          account,
          ...(user && { userId: user }),
          kind,
          amount: money(amount, options.currency),
        })),
        movements,
        messages,
        ...(courier && { courier }),
      };
    },
  );
}

function actIn(query: Static<typeof ForetoldQuery>, by: string): Act {
  const { act, amount, line, return: id, damaged, shipmentId } = query;
  const ofParcel = ACTS.find((one) => one === act);
  if (ofParcel) {
    if (shipmentId === undefined) throw invalid('shipmentId', 'is needed');
    return { kind: 'move', by, shipment: shipmentId.toLowerCase(), act: ofParcel };
  }
  const pieces = line === undefined ? undefined : piecesIn(line);
  if (act === 'receive') {
    if (id === undefined || !pieces) throw invalid(id === undefined ? 'return' : 'line', 'is needed');
    const lost = new Map(
      piecesIn(damaged ?? '').map(({ lineId, quantity }) => [lineId.toLowerCase(), quantity]),
    );
    const came = pieces.map(({ lineId, quantity: received }) => {
      const resellable = received - (damaged ? (lost.get(lineId.toLowerCase()) ?? 0) : 0);
      if (resellable < 0) throw invalid('damaged', 'is more than has come');
      return { lineId, received, resellable };
    });
    return { kind: 'receive', return: id, pieces: came };
  }
  if (act === 'cancel') return { kind: 'cancel', by, ...(pieces && { pieces }) };
  if ((amount === undefined) === (pieces === undefined))
    throw invalid('amount', 'is needed, or a line instead of it');
  return { kind: 'refund', wanted: pieces ? { lines: pieces } : { amount: amount! } };
}
