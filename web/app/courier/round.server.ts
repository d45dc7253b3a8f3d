import { ask, get, orErrorPage, Refusal } from '../shop/api.server';
import type { ListedShipment } from '../shop/api-types';
import { formTexts } from '../shop/form';
import { keyFor } from '../shop/key.server';
import { problemOf } from '../shop/problems.server';
import { languageOf } from '../words/language-of.server';
import { textsOf } from '../words/texts.server';
import type { Texts } from '../words/words';
import { type Round, stopOn } from './stop';
import { REASONS, TAPS } from './tap';
import { tapText } from './tap-text';

const PATIENCE = 60_000; // ms: one photo is made at a time

/** The stops of today of a courier who is this user. */
export async function roundOf(request: Request, user: string): Promise<Round> {
  const { date, items } = await orErrorPage(
    get<{ date: string; items: ListedShipment[] }>(request, '/rounds/today'),
  );
  return { user, date, stops: items.map(stopOn(date)), at: new Date().toISOString() };
}

/** Why what a courier has told by a form was not taken. */
export interface NotTold {
  problem: keyof Texts;
  status: number;
}

/** Tells the shop what a form of a browser without scripts says. Answers why it was refused; undefined when it was not. */
export async function tellByForm(request: Request, form: FormData): Promise<NotTold | undefined> {
  const { act, shipment = '', key, name, reason, more } = formTexts(form, FIELDS);
  const known = TAPS.find((one) => one === act);
  if (!known) return { problem: 'error.validation_failed', status: 422 };
  const texts = textsOf(languageOf(request));
  const why = REASONS.find((one) => one === reason);
  const note = [why && texts[`courier.reason.${why}`], more].filter(Boolean).join('. ');
  const sent = new FormData();
  if (name) sent.set('name', name);
  if (note) sent.set('note', note);
  const photo = form.get('photo');
  if (photo instanceof File && photo.size > 0) sent.set('photo', photo);
  const written = new Response(sent);
  const headers = {
    'content-type': written.headers.get('content-type')!,
    'idempotency-key': keyFor(key, shipment, known),
  };
  const body = new Uint8Array(await written.arrayBuffer());
  const path = `/shipments/${encodeURIComponent(shipment)}/${known}`;
  try {
    await ask(request, path, { method: 'POST', body, headers, patience: PATIENCE });
    return undefined;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { problem: tapText(error.code) ?? problemOf(error), status: error.status };
  }
}

const FIELDS = ['act', 'shipment', 'key', 'name', 'reason', 'more'];
