import type { Texts } from '../words/words';
import type { Order, Saga } from './api-types';
import { boughtId } from './goods.ts';
import { keyOf, type StepKey } from './step-keys.ts';

/** How a step of an order stands, as its customer sees it. */
export type Standing = 'done' | 'doing' | 'waiting' | 'refused' | 'undoing' | 'undone';

export interface Stage {
  text: keyof Texts;
  standing: Standing;
  at: string | null;
  /** A day that the text names. */
  day?: string;
  /** Where a photo is that shows it. */
  photo?: string;
}

const STAGES = [
  ['hold-money', 'stage.money', 'stage.money.undone'],
  ['reserve-goods', 'stage.goods', 'stage.goods.undone'],
  ['book-courier', 'stage.courier', 'stage.courier.undone'],
  ['capture-money', 'stage.paid', 'stage.paid'],
] as const;

const WITHDRAWN = [
  ['refund-money', 'stage.refund'],
  ['return-goods', 'stage.putBack'],
  ['free-courier', 'stage.free'],
] as const;

/** The order's way in a customer's words: what has happened, what happens now, what is to come. */
export function stagesOf(order: Order, saga: Saga | null): Stage[] {
  const received: Stage = { text: 'stage.received', standing: 'done', at: order.createdAt };
  if (!saga) return [received];
  const find = (key: StepKey, phase: 'do' | 'undo') =>
    saga.steps.find((step) => keyOf(step) === key && step.phase === phase);
  const done = STAGES.flatMap(([key, text, undoneText]): Stage[] => {
    const [does, undoes] = [find(key, 'do'), find(key, 'undo')];
    if (does?.status === 'refused') return [{ text, standing: 'refused', at: does.endedAt }];
    // What was never reached has nothing to tell when it is taken back.
    if (undoes && does?.status === 'done') {
      const standing = undoes.status === 'done' ? 'undone' : 'undoing';
      return [{ text: undoneText, standing, at: undoes.endedAt }];
    }
    if (does?.status === 'done') return [{ text, standing: 'done', at: does.endedAt }];
    if (order.status === 'cancelled' || undoes) return [];
    return [{ text, standing: does ? 'doing' : 'waiting', at: null }];
  });
  const withdrawn = WITHDRAWN.flatMap(([key, text]): Stage[] => {
    const step = find(key, 'do');
    return step ? [{ text, standing: step.status === 'done' ? 'done' : 'doing', at: step.endedAt }] : [];
  });
  return [received, ...done, ...withdrawn, ...journey(order)];
}

function journey(order: Order): Stage[] {
  const { status, goods } = order;
  if (status === 'cancelled') return [];
  const packed: Stage[] = happened(order, 'packing', 'stage.packed');
  if (status === 'returned')
    return [{ text: goods === 'failed' ? 'stage.sentBack' : 'stage.returned', standing: 'done', at: null }];
  if (goods === 'failed') return [...packed, nextTry(order)];
  if (goods === 'partly_shipped')
    return [...packed, { text: 'stage.partlyShipped', standing: 'doing', at: null }];
  const gone = status === 'shipped' || status === 'delivered';
  const at = lastAt(order, 'handover');
  return [
    ...packed,
    { text: 'stage.shipped', standing: gone ? 'done' : 'waiting', at: gone ? at : null },
    ...(status === 'delivered' ? [delivered(order)] : []),
  ];
}

type Act = NonNullable<Order['shipments']>[number]['acts'][number]['act'];

/** When something has become of a parcel of the order for the last time; null where it has not, or nobody knows. */
function lastAt({ shipments = [] }: Order, act: Act): string | null {
  const times = shipments.flatMap(({ acts }) => acts.filter((one) => one.act === act).map(({ at }) => at));
  return times.sort().at(-1) ?? null;
}

const done = (text: keyof Texts, at: string | null): Stage => ({ text, standing: 'done', at });

/** With the photo that was taken last, as proof, where there is one. */
function delivered(order: Order): Stage {
  const acts = (order.shipments ?? []).flatMap((parcel) => parcel.acts);
  const photo = acts.findLast(({ act, photoUrl }) => act === 'delivery' && photoUrl)?.photoUrl;
  return { ...done('stage.delivered', lastAt(order, 'delivery')), ...(photo && { photo }) };
}

function happened(order: Order, act: Act, text: keyof Texts): Stage[] {
  const at = lastAt(order, act);
  return at ? [done(text, at)] : [];
}

/** Nobody was home: when the courier comes again, where that is known. */
function nextTry(order: Order): Stage {
  const failed = lastAt(order, 'failure');
  const day = order.deliveryDate;
  const again = failed !== null && day !== null && day > failed.slice(0, 10);
  return again
    ? { text: 'stage.nextTry', standing: 'doing', at: null, day }
    : { text: 'stage.notDelivered', standing: 'doing', at: null };
}

const ARRIVED: readonly string[] = ['delivered', 'returned', 'cancelled'];

/** Whether parcels of an order are being packed or brought: what becomes of them is told live. */
export function isOnItsWay({ status, shipments = [] }: Order): boolean {
  if (status !== 'confirmed' && status !== 'shipped') return false;
  return shipments.some(({ state }) => !ARRIVED.includes(state));
}

/** Whether anything about an order may still change within moments. */
export function isUnderWay(order: Order, saga: Saga | null): boolean {
  return order.status === 'pending' || (saga !== null && saga.state !== 'ended');
}

/** What has happened to the money. */
export function moneyTold(order: Order, saga: Saga | null): keyof Texts {
  const done = (key: StepKey, phase: string) =>
    saga?.steps.some((step) => keyOf(step) === key && step.phase === phase && step.status === 'done');
  if (order.status === 'pending') return 'money.pending';
  if (order.status !== 'cancelled')
    return done('capture-money', 'do') === false ? 'money.beingPaid' : 'money.paid';
  if (done('refund-money', 'do')) return 'money.refunded';
  if (done('capture-money', 'do')) return 'money.beingRefunded';
  if (saga && saga.state !== 'ended') return 'money.beingFreed';
  return 'money.untouched';
}

/** Something of which there was too little, by its name in the order. */
export interface Short {
  name: string;
  requested: number;
  available: number;
}

/** What there was too little of, for an order that was refused for that. */
export function shortOf({ shortages = [], lines }: Order): Short[] {
  return shortages.map(({ requested, available, ...short }) => {
    const id = boughtId(short);
    const name = lines.find((line) => boughtId(line) === id)?.name ?? id;
    return { name, requested, available };
  });
}
