import { ask, get, Refusal } from '../shop/api.server';
import type { Foretold } from '../shop/api-types';
import { formTexts } from '../shop/form';
import { keyFor } from '../shop/key.server';
import { actOnParcel, parcelActIn, parcelRefused, saidIn } from './act-on-parcel.server';
import type { NotDone } from './not-done.server';
import { piecesIn } from './pieces-in';

const LINE = /^line\.([\da-f-]{36})$/i;

/** What an act on a parcel of an order would write, to be told before it is done. */
export async function foretellParcel(request: Request, order: string, form: FormData): Promise<NotDone> {
  const { act, shipment } = wantedIn(form);
  try {
    const foretold = await foretell(request, order, { act, shipment });
    const values = { ...saidIn(form), shipment, told: keyFor(foretold) };
    const parcel = { act, foretold, values, changed: false };
    return { act: shipment, status: 200, state: { fields: {}, typed: saidIn(form) }, parcel };
  } catch (error) {
    return { act: shipment, ...parcelRefused(error, form) };
  }
}

/** Does what was foretold, once for the form's key; where it would be something else by now, that is told instead. */
export async function doToParcel(
  request: Request,
  order: string,
  form: FormData,
): Promise<NotDone | undefined> {
  const { act, shipment } = wantedIn(form);
  try {
    // What cannot be foretold any more is left to the parcel's own word: it may be done already, by this very key.
    const now = await foretell(request, order, { act, shipment }).catch(() => undefined);
    if (now && keyFor(now) !== form.get('told')) {
      const values = { ...saidIn(form), shipment, told: keyFor(now) };
      const parcel = { act, foretold: now, values, changed: true };
      return { act: shipment, status: 409, state: { fields: {}, typed: saidIn(form) }, parcel };
    }
    await actOnParcel(request, { id: shipment, act, form });
    return undefined;
  } catch (error) {
    return { act: shipment, ...parcelRefused(error, form) };
  }
}

/** Plans a parcel with the pieces that were typed, or with all that is in none; out of a planned one where that is named. */
export async function planParcel(
  request: Request,
  order: string,
  form: FormData,
): Promise<NotDone | undefined> {
  const typed = formTexts(
    form,
    [...form.keys()].filter((name) => LINE.test(name)),
  );
  const said = Object.entries(typed).filter(([, text]) => text !== '');
  const lines = said.map(([name, text]) => ({ lineId: LINE.exec(name)![1]!, quantity: piecesIn(text) ?? 0 }));
  const wrong = lines.filter(({ quantity }) => quantity === 0);
  const fields = Object.fromEntries(
    wrong.map(({ lineId }) => [`line.${lineId}`, 'admin.stock.wholeNumber' as const]),
  );
  if (wrong.length > 0) return { act: 'plan', status: 422, state: { fields, typed } };
  const { from } = formTexts(form, ['from']);
  if (from && lines.length === 0)
    return { act: 'plan', status: 422, state: { problem: 'admin.packing.whichPieces', fields: {}, typed } };
  const body = { ...(lines.length > 0 && { lines }), ...(from && { shipmentId: from }) };
  try {
    const headers = { 'idempotency-key': keyFor(form.get('key'), order, body) };
    const path = `/orders/${encodeURIComponent(order)}/shipments`;
    await ask(request, path, { method: 'POST', body, headers });
    return undefined;
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'not_shippable')
      return { act: 'plan', ...parcelRefused(error, form) };
    return { act: 'plan', status: 409, state: { problem: 'admin.packing.notSoMany', fields: {}, typed } };
  }
}

function wantedIn(form: FormData) {
  const act = parcelActIn(String(form.get('act')).split(':')[1] ?? '') ?? 'packing';
  return { act, shipment: String(form.get('shipment') ?? '') };
}

function foretell(request: Request, order: string, { act, shipment }: { act: string; shipment: string }) {
  const asked = new URLSearchParams({ act, shipmentId: shipment });
  return get<Foretold>(request, `/orders/${encodeURIComponent(order)}/foretold?${asked}`);
}
