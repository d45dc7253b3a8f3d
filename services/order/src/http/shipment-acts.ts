import { staffOf } from '@sagashop/audit-log/staff-of';
import { invalid, refuse } from '@sagashop/chassis/errors';
import { fingerprint, idempotencyKey } from '@sagashop/chassis/guards/idempotency';
import { sendCreated } from '@sagashop/chassis/guards/once';
import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import { Id, IdParams } from '@sagashop/chassis/http/shapes';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { permission } from '@sagashop/vocabulary/permissions';
import { type Static, Type } from 'typebox';
import { beginWith } from '../bulk/begin-bulk.ts';
import { MOST_TARGETS, ofOrders, PARCEL_ACTS, type Target } from '../domain/bulk.ts';
import { findBulkAction } from '../store/bulk-actions.ts';
import { targetsOf } from '../store/bulk-targets.ts';
import { ordersOfShipments } from '../store/shipments.ts';
import { BulkShape, TargetShape } from './bulk-shapes.ts';
import { shownBulk, shownTarget } from './shown-bulk.ts';

const ROUTE = 'POST /api/shipments/acts';
const MOST_SHOWN = 100; // of what was refused
const config = { service: 'order', needs: permission('shipments.plan') } as const;
const tags = ['shipments'];

const Many = (description: string) =>
  Type.Optional(Type.Array(Id, { minItems: 1, maxItems: MOST_TARGETS, description }));
const Input = Type.Object(
  {
    act: Type.Enum(PARCEL_ACTS, {
      description: '`plan` parcels of orders; `pack` parcels, or `hand_over` them to their couriers',
    }),
    orders: Many('of `plan`: all of them that is in no parcel yet, each in one'),
    shipments: Many('of `pack` and `hand_over`'),
  },
  { additionalProperties: false },
);
type Input = Static<typeof Input>;

/** `POST /api/shipments/acts`: something is done with many parcels, by and by; and how far that is. */
export function shipmentActsRoutes(app: App, sql: Sql): void {
  app.post(
    '/api/shipments/acts',
    {
      config,
      schema: {
        ...{ summary: 'Plan, pack or hand over many parcels', tags },
        ...{ body: Input, response: { 201: BulkShape } },
      },
      preValidation: async (request) => void idempotencyKey(request),
    },
    async (request, reply) => {
      const { body } = request;
      const caller = signedIn(request).userId;
      const use = { caller, route: ROUTE, key: idempotencyKey(request), fingerprint: fingerprint(body) };
      const targets = await targetsIn(sql, body);
      const wanted = { act: body.act, reason: null, courier: null, date: null, step: null, fault: null };
      const begun = { staff: staffOf(request), wanted, targets, expected: undefined };
      return sendCreated(reply, await beginWith(sql, use, begun, shownBulk));
    },
  );
  app.get(
    '/api/shipments/acts/:id',
    {
      config,
      schema: {
        ...{ summary: 'How far it is, and what was refused', tags, params: IdParams },
        response: { 200: Type.Object({ ...BulkShape.properties, targets: Type.Array(TargetShape) }) },
      },
    },
    async ({ params: { id } }) => {
      const action = await findBulkAction(sql, id);
      if (!action || !isOfParcels(action.act)) throw refuse.not_found();
      const refused = await targetsOf(sql, id, { state: 'refused', after: null, limit: MOST_SHOWN });
      return { ...shownBulk(action), targets: refused.map(shownTarget) };
    },
  );
}

const isOfParcels = (act: string) => (PARCEL_ACTS as readonly string[]).includes(act);

/** What is meant; refuses what does not belong to the act, and parcels that there are not. */
async function targetsIn(sql: Sql, { act, orders, shipments }: Input): Promise<Target[]> {
  const [wanted, other] =
    act === 'plan' ? (['orders', 'shipments'] as const) : (['shipments', 'orders'] as const);
  const given = { orders, shipments };
  if (given[other]) throw invalid(other, 'are not for this act');
  if (!given[wanted]) throw invalid(wanted, 'are needed');
  const ids = [...new Set(given[wanted].map((id) => id.toLowerCase()))];
  if (act === 'plan') return ofOrders(ids);
  const orderOf = await ordersOfShipments(sql, ids);
  return ids.map((shipment, at) => {
    const orderId = orderOf.get(shipment);
    if (!orderId) throw invalid(`shipments.${at}`, 'is no parcel');
    return { orderId, shipment };
  });
}
