import { staffOf } from '@sagashop/audit-log/staff-of';
import { refuse } from '@sagashop/chassis/errors';
import { fingerprint, idempotencyKey } from '@sagashop/chassis/guards/idempotency';
import { sendCreated } from '@sagashop/chassis/guards/once';
import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import { Id, IdParams } from '@sagashop/chassis/http/shapes';
import type { Pictures } from '@sagashop/pictures/store-picture';
import { takeForms } from '@sagashop/pictures/take-forms';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { ACTS, type Act } from '../domain/shipment.ts';
import type { Acting } from '../running/act-once.ts';
import { isOwnStop } from '../shipping/find-shipments.ts';
import { actOnShipment, planShipment } from '../shipping/ship.ts';
import { storePhoto } from '../store/photo-files.ts';
import { orderOfShipment } from '../store/shipments.ts';
import { ACT_LIMITS, ActInput, momentOf, type SaidOfAct } from './act-form.ts';
import { onlyCourier } from './only-courier.ts';
import { PiecesInput } from './pieces-input.ts';
import { MOST_SAID, sentSaid } from './sent-said.ts';
import { ShipmentShape } from './shipment-shapes.ts';
import type { ShipmentReading } from './shipments-list.ts';

const PLAN = 'POST /api/orders/{id}/shipments';
const PlanInput = Type.Unsafe<{
  lines?: { lineId: string; quantity: number }[];
  shipmentId?: string;
} | null>({
  type: ['object', 'null'],
  properties: { lines: PiecesInput, shipmentId: Id },
  additionalProperties: false,
});

/** `POST /api/orders/{id}/shipments`: what goes into a parcel. */
export function planRoute(app: App, acting: Acting): void {
  app.post(
    '/api/orders/:id/shipments',
    {
      config: { service: 'order', needs: permission('shipments.plan') },
      schema: {
        summary: 'Plan a parcel of an order',
        tags: ['shipments'],
        params: IdParams,
        body: PlanInput,
        response: { 201: ShipmentShape },
      },
      preValidation: async (request) => void idempotencyKey(request),
    },
    async (request, reply) => {
      const order = request.params.id;
      const pieces = request.body?.lines;
      const out = request.body?.shipmentId?.toLowerCase();
      // Those of the release before are known by what was in them.
      const use = useOf(request, PLAN, { order, pieces, ...(out && { out }) });
      const { trace } = request;
      const wanted = { order, pieces, out, by: staffOf(request), trace, use };
      return sendCreated(reply, await planShipment(acting, wanted));
    },
  );
}

type Request = Parameters<typeof signedIn>[0];

const useOf = (request: Request, route: string, what: object) => ({
  ...{ caller: signedIn(request).userId, route, key: idempotencyKey(request) },
  fingerprint: fingerprint(what),
});

type ActReading = ShipmentReading & Acting & { pictures: Pictures };

/** `POST /api/shipments/{id}/packing`, `handover`, `delivery` and `failure`: what has become of a parcel. */
export function actRoutes(app: App, reading: ActReading): void {
  app.register(async (plain) => {
    const scope = plain as unknown as App;
    await takeForms(scope, ACT_LIMITS);
    for (const act of ACTS) actRoute(scope, act, reading);
  });
}

function actRoute(scope: App, act: Act, reading: ActReading): void {
  scope.post(
    `/api/shipments/:id/${act}`,
    {
      config: { service: 'order', needs: permission('shipments.write') },
      bodyLimit: MOST_SAID,
      schema: {
        summary: SUMMARY[act],
        tags: ['shipments'],
        params: IdParams,
        body: ActInput,
        response: { 201: ShipmentShape },
      },
      preValidation: async (request) => void idempotencyKey(request),
    },
    async (request, reply) => {
      const shipment = request.params.id;
      const order = await orderOfShipment(reading.sql, shipment);
      if (!order) throw refuse.not_found();
      const user = signedIn(request).userId;
      if (onlyCourier(request) && !(await isOwnStop(reading, { order, shipment, user })))
        throw refuse.not_found();
      const { bytes, ...said } = await sentSaid<SaidOfAct>(request, ActInput);
      const at = momentOf(said.at);
      const photo = bytes ? await storePhoto(reading.pictures, { shipment }, bytes) : null;
      const { note = null, name = null } = said;
      const body = { ...said, ...(photo && { photo }) };
      const use = useOf(request, `POST /api/shipments/{id}/${act}`, { shipment, body });
      const what = { order, shipment, act, by: staffOf(request), at, note, name, photo };
      return sendCreated(reply, await actOnShipment(reading, { ...what, trace: request.trace, use }));
    },
  );
}

const SUMMARY: Record<Act, string> = {
  packing: 'Say that a parcel is packed',
  handover: 'Hand a parcel over to its courier',
  delivery: 'Say that a parcel was delivered',
  failure: 'Say that a parcel could not be delivered',
};
