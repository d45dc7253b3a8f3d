import { ask, must, type Read } from './ask.ts';
import { Hindrance, type Place } from './place.ts';

type Json = ReturnType<typeof JSON.parse>;

const MARK = 'Lesson'; // what the address of a lesson's order begins with, so that it is known again
const PATIENCE = 20; // s for an outcome that is waited for; whoever waits for the page waits 30
/** Pieces of one product, the most that can be ordered: more than a demo has. */
export const MOST = 10_000;
const TURN = 100; // ms between two looks

/** What a lesson wants to have ordered. */
export interface OrderWish {
  product: string;
  quantity?: number;
  key?: string;
  as?: string;
  lesson: number;
}

/** Sends an order once, and answers what came of it within a few seconds. Throws a Hindrance when nothing came. */
export async function sendOrder(place: Place, wish: OrderWish & { key: string }): Promise<Read> {
  const { product, quantity = 1, as, key, lesson } = wish;
  const body = { lines: [{ productId: product, quantity }], address: `${MARK} ${lesson}` };
  return ask(place, 'POST', '/orders', { as, key, body, wait: 6 });
}

/** Sends an order, and answers what came: 201, or 409 and why. One that takes longer is sent again under its key. */
export async function order(place: Place, wish: OrderWish): Promise<Read> {
  const key = wish.key ?? crypto.randomUUID();
  for (const until = Date.now() + PATIENCE * 1000; ; await turn()) {
    const answer = await sendOrder(place, { ...wish, key });
    const open =
      answer.status === 202 || answer.status === 503 || answer.body?.code === 'idempotency_in_progress';
    if (!open) return answer;
    if (Date.now() > until) throw new Hindrance('tooSlow');
  }
}

/** How an order came about, once all its sagas have ended. Throws a Hindrance when they have not within twenty seconds. */
export const endedSaga = (place: Place, id: string, as?: string): Promise<Json> =>
  sagaWhen(place, { id, as }, ({ state, sagas }) => state === 'ended' && sagas.every(hasEnded));

const hasEnded = ({ state }: Json) => state === 'ended';

/** How an order comes about, once it is so far. Throws a Hindrance when it is not within `patience` seconds. */
export async function sagaWhen(
  place: Place,
  { id, as, patience = PATIENCE }: { id: string; as?: string | undefined; patience?: number },
  so: (saga: Json) => boolean,
): Promise<Json> {
  for (const until = Date.now() + patience * 1000; ; await turn()) {
    const saga = await must(place, 'GET', `/orders/${id}/saga`, { as });
    if (so(saga)) return saga;
    if (Date.now() > until) throw new Hindrance('tooSlow');
  }
}

/** Cancels an order and waits for its end; fine when it is cancelled already. */
export async function cancel(place: Place, id: string, as?: string): Promise<void> {
  await endedSaga(place, id, as);
  const { status, body } = await ask(place, 'POST', `/orders/${id}/cancellation`, { as, body: {}, wait: 6 });
  if (status >= 300) throw new Hindrance('refused', `cancellation: ${status} ${body?.code ?? ''}`);
  await endedSaga(place, id, as);
}

/** Puts money on an account, as everybody may in a demo. Throws a Hindrance elsewhere. */
export async function topUp(place: Place, amount: number, as?: string): Promise<void> {
  const { status } = await ask(place, 'POST', '/account/deposits', { as, body: { amount } });
  if (status === 403) throw new Hindrance('noDemo');
  if (status !== 201) throw new Hindrance('refused', `deposit: ${status}`);
}

/** Cancels what an earlier run, that was stopped half-way, has left of the lessons' orders. */
export async function tidyUp(place: Place, as?: string): Promise<void> {
  for (const id of await leftOver(place, as)) await cancel(place, id, as);
}

/** The lessons' orders that are not cancelled. */
export async function leftOver(place: Place, as?: string): Promise<string[]> {
  const { items } = await must(place, 'GET', '/orders?mine=true&limit=50', { as });
  const open = items.filter(({ status }: Json) => status === 'confirmed' || status === 'pending');
  const found: string[] = [];
  for (const { id } of open) {
    const { address } = await must(place, 'GET', `/orders/${id}`, { as });
    if (String(address ?? '').startsWith(`${MARK} `)) found.push(id);
  }
  return found;
}

/** Somebody who is there for lessons alone: the same one each time for this learner. */
export async function extra(place: Place, name: string): Promise<string> {
  const key = await digest(`${place.token} ${name}`);
  const body = { email: `${name}@lessons.example`, firstName: 'Learner', language: 'en' };
  const { token } = await must(place, 'POST', '/guests', { as: '', key, body });
  return token;
}

async function digest(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return `lesson-${[...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** Sends an order and waits for nothing; answers its id. */
export async function started(place: Place, { product, as, lesson }: OrderWish): Promise<string> {
  const body = { lines: [{ productId: product, quantity: 1 }], address: `${MARK} ${lesson}` };
  const { id } = await must(place, 'POST', '/orders', { as, body, wait: 0 });
  return id;
}

/** How much there is of something, as the refusal of too large an order says, sent by somebody who could pay for it. */
export async function inStock(place: Place, product: string, as: string): Promise<number> {
  const { body } = await order(place, { product, quantity: MOST, as, lesson: 0 });
  const there = body?.shortages?.[0]?.available;
  if (typeof there !== 'number') throw new Hindrance('refused', body?.code ?? '');
  return there;
}

/** Something of which there is so much, for somebody who is given the money for all of it. Throws a Hindrance when there is none. */
export async function goodsFor(place: Place, as: string, least: number) {
  const { items } = await must(place, 'GET', '/products?limit=60');
  for (const one of items) {
    if (one.availability !== 'in_stock' || one.variantCount) continue;
    const price: number = one.price.amount;
    await afford(place, price * MOST, as);
    const there = await inStock(place, one.id, as);
    if (there >= least) return { id: String(one.id), price, there };
  }
  throw new Hindrance('noGoods');
}

/** Sees to it that somebody has so much money. */
export async function afford(place: Place, amount: number, as: string): Promise<void> {
  const { available } = await must(place, 'GET', '/account', { as });
  if (available.amount < amount) await topUp(place, amount - available.amount, as);
}

/** Something that is in stock and had as itself alone, with its price in minor units. */
export async function goods(place: Place): Promise<{ id: string; name: string; price: number }> {
  const { items } = await must(place, 'GET', '/products?limit=60');
  const found = items.find((one: Json) => one.availability === 'in_stock' && !one.variantCount);
  if (!found) throw new Hindrance('noGoods');
  return { id: found.id, name: found.name, price: found.price.amount };
}

/** The steps of the saga that placed the order, as they are defined, with the participants' rows. */
export const drawnSteps = (saga: Json): Json[] =>
  [...(saga.definition?.stages ?? []), ...(saga.definition?.refused ?? [])].flat();

const turn = () => new Promise((resolve) => setTimeout(resolve, TURN));
