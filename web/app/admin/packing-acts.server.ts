import { ask, get, Refusal } from '../shop/api.server';
import type { BulkAction, List, Shipment } from '../shop/api-types';
import { keyFor } from '../shop/key.server';
import type { Texts } from '../words/words';
import { parcelProblem } from './act-on-parcel.server';

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
const PATIENCE = 20_000; // ms

/** Why nothing was done, and what was scanned. */
export interface PackingRefused {
  status: number;
  problem: keyof Texts;
  values?: Record<string, string>;
  /** The form that it was: the one for scanning, or the one with the boxes. */
  of: 'scan' | 'many';
  code?: string;
  /** Several parcels that may be meant. */
  several?: { id: string; state: Shipment['state'] }[];
}

const MANY = ['plan', 'pack', 'hand_over'] as const;
const SAID: Record<string, keyof Texts> = {
  too_many_running: 'admin.bulk.running',
  nothing_selected: 'admin.packing.nothingTicked',
};

/** Begins what a form asks for with many orders or parcels: those that are ticked, or all that it showed. Answers its id. */
export async function beginMany(request: Request, form: FormData): Promise<string | PackingRefused> {
  const [name, which = 'ticked'] = String(form.get('act')).split(':');
  const act = MANY.find((one) => one === name);
  if (!act) return { of: 'many', status: 422, problem: 'error.text' };
  const ids = [...new Set(form.getAll(which === 'all' ? 'all' : 'tick').map(String))];
  if (ids.length === 0) return { of: 'many', status: 422, problem: 'admin.packing.nothingTicked' };
  const body = { act, [act === 'plan' ? 'orders' : 'shipments']: ids };
  const headers = { 'idempotency-key': keyFor(form.get('key'), body) };
  try {
    const sent = { method: 'POST', body, headers, patience: PATIENCE } as const;
    return (await ask<BulkAction>(request, '/shipments/acts', sent)).body.id;
  } catch (error) {
    return refusedAs(error, { of: 'many' });
  }
}

/** Where scanning leads: a parcel that is opened, or one of which it is told what it is now. */
export type Scanned = { open: string } | { did: 'packed' | 'handed_over'; number: string };

/** Does what was chosen with the parcel whose QR code, id or order number was scanned or typed. */
export async function scan(request: Request, form: FormData): Promise<Scanned | PackingRefused> {
  const code = String(form.get('code') ?? '')
    .trim()
    .slice(0, 300);
  const what = String(form.get('what'));
  try {
    const found = await meantBy(request, code);
    if (found.length === 0)
      return { of: 'scan', status: 404, code, problem: 'admin.packing.scan.unknown', values: { code } };
    const [parcel, ...more] = mayBe(found, what);
    if (!parcel || more.length > 0)
      return { of: 'scan', status: 409, code, problem: 'admin.packing.scan.several', several: found };
    if (what === 'open') return { open: parcel.id };
    const act = what === 'hand_over' ? 'handover' : 'packing';
    const headers = { 'idempotency-key': keyFor(form.get('key'), parcel.id, act) };
    await ask(request, `/shipments/${parcel.id}/${act}`, { method: 'POST', body: {}, headers });
    return { did: act === 'packing' ? 'packed' : 'handed_over', number: parcel.number };
  } catch (error) {
    return refusedAs(error, { of: 'scan', code });
  }
}

async function meantBy(request: Request, code: string): Promise<Shipment[]> {
  const id = [...code.matchAll(UUID)].at(-1)?.[0];
  const number = /^\D{0,3}(\d{1,15})$/.exec(code)?.[1];
  if (!id && !number) return [];
  return (await get<List<Shipment>>(request, `/shipments?${id ? `ids=${id}` : `number=${number}`}`)).items;
}

/** Those of several parcels that something can be done with; the only one, whatever its state. */
function mayBe(found: readonly Shipment[], what: string): Shipment[] {
  if (found.length === 1) return [...found];
  const states = { open: [] as string[], hand_over: ['planned', 'packed', 'failed'] }[what] ?? ['planned'];
  const fitting = found.filter(({ state }) => states.includes(state));
  return fitting.length === 1 ? fitting : [];
}

/** What is said of what the API refused. Throws what is no refusal. */
function refusedAs(error: unknown, about: Pick<PackingRefused, 'of' | 'code'>): PackingRefused {
  if (!(error instanceof Refusal)) throw error;
  return { ...about, status: error.status, problem: SAID[error.code] ?? parcelProblem(error) };
}
