import { fingerprint } from '@sagashop/chassis/guards/idempotency';
import type { BulkAction, Outcome, Target } from '../domain/bulk.ts';
import type { Act } from '../domain/shipment.ts';
import { type Acting, untilOver } from '../running/act-once.ts';
import { actOnShipment, planShipment } from '../shipping/ship.ts';
import { sagasOfOrder } from '../store/sagas.ts';

const WAIT = 5000; // ms for a parcel's saga: after that it is on its way
const SINGLE: Partial<Record<BulkAction['act'], Act>> = { pack: 'packing', hand_over: 'handover' };

/**
 * Plans a parcel with all of an order that is in none, or packs or hands over one, as the single act would; once for the
 * action. Done when delivery knows it too, so that lists by day and courier have it.
 */
export async function actOnParcel(acting: Acting, action: BulkAction, target: Target): Promise<Outcome> {
  const { orderId, shipment } = target;
  const { actor: id, roles, origin: from } = action;
  const use = {
    ...{ caller: id, route: `POST /api/shipments/acts ${action.act}` },
    ...{ key: `${action.id}/${orderId}/${shipment}`, fingerprint: fingerprint(target) },
  };
  const common = { order: orderId, by: { actor: { id, roles }, from }, trace: null, use };
  const act = SINGLE[action.act];
  const { status, response } = act
    ? await actOnShipment(acting, { ...common, shipment, act, ...NOTHING_SAID })
    : await planShipment(acting, { ...common, pieces: undefined });
  if (status >= 400) return { orderId, state: 'refused', code: codeIn(response) };
  const { over } = await untilOver(acting.signals, orderId, WAIT, async () => {
    const sagas = await sagasOfOrder(acting.sql, orderId);
    return { now: undefined, over: sagas.every(({ endedAt }) => endedAt !== null) };
  });
  return { orderId, state: over ? 'done' : 'waiting', code: null };
}

const NOTHING_SAID = { at: null, note: null, name: null, photo: null };

const codeIn = (problem: string) => (JSON.parse(problem) as { code: string }).code;
