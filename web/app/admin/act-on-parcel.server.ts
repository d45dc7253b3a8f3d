import { ask, Refusal } from '../shop/api.server';
import type { Shipment } from '../shop/api-types';
import { type FormState, formTexts } from '../shop/form';
import { keyFor } from '../shop/key.server';
import { problemOf } from '../shop/problems.server';
import type { Texts } from '../words/words';

const ACTS = ['packing', 'handover', 'delivery', 'failure'] as const;

/** Which act a form's button names. */
export const parcelActIn = (name: string) => ACTS.find((one) => one === name);

/** Notes what has become of a parcel, once for the form's key. Throws as `ask` does. */
export async function actOnParcel(
  request: Request,
  { id, act, form }: { id: string; act: (typeof ACTS)[number]; form: FormData },
): Promise<void> {
  const { name, note } = saidIn(form);
  const body = { ...(name && act === 'delivery' && { name }), ...(note && { note }) };
  await ask<Shipment>(request, `/shipments/${encodeURIComponent(id)}/${act}`, {
    ...{ method: 'POST', body },
    headers: { 'idempotency-key': keyFor(form.get('key'), id, act, body) },
  });
}

/** What was typed about it. */
export const saidIn = (form: FormData): { name: string; note: string } => {
  const { name = '', note = '' } = formTexts(form, ['name', 'note']);
  return { name: name.slice(0, 200), note: note.slice(0, 500) };
};

/** Why nothing was done with a parcel. */
export function parcelProblem(refusal: Refusal): keyof Texts {
  const state = refusal.body['state'] as Shipment['state'] | undefined;
  if (refusal.code === 'wrong_state' && state) return `admin.packing.is.${state}`;
  if (refusal.code === 'order_withdrawn') return 'admin.packing.isStopped';
  if (refusal.code === 'not_shippable') return 'admin.bulk.notShippable';
  return problemOf(refusal);
}

/** The same with what was typed, to type on. Throws what is no refusal. */
export function parcelRefused(error: unknown, form: FormData): { status: number; state: FormState } {
  if (!(error instanceof Refusal)) throw error;
  return { status: error.status, state: { problem: parcelProblem(error), fields: {}, typed: saidIn(form) } };
}
