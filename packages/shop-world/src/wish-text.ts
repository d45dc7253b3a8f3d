import { hiddenMistake, MOST_HIDDEN } from './hidden-mistake.ts';
import { MISTAKE_NAMES } from './mistakes.ts';
import { type Meddling, MOST_ORDERS, MOST_SEED, objectionTo, type WorldWish } from './wish.ts';

/** A wish as it stands in an address, and the moment at which somebody looks at it. */
export interface LinkedWorld {
  readonly wish: WorldWish;
  /** The number of a moment of the recording, from 0 on. */
  readonly place: number;
  /** A mistake is planted that is not named: the number from which it is drawn. */
  readonly hidden?: number;
}

/** No address of a world is longer, characters. */
const LONGEST_LINK = 4_000;

/** A mistake's words as they stand in an address. */
export const slugOf = (mistake: string): string => mistake.replaceAll(/[^a-z]+/g, '-');

const BY_SLUG = new Map(MISTAKE_NAMES.map((name) => [slugOf(name), name]));

/** The part of an address that leads to a world: `seed=7&mistakes=one-undo-is-enough`. */
export function linkTo({ wish, place, hidden }: LinkedWorld): string {
  const { seed, mistakes = [], acts = [], fine, orders, batches } = wish;
  const named = hidden === undefined ? mistakes.map(slugOf) : [];
  const parts: [string, string | number | false | undefined][] = [
    ['seed', seed],
    ['mistakes', named.join('.')],
    ['hidden', hidden],
    ['fine', fine && 1],
    ['orders', orders],
    ['batches', batches === false && 'off'],
    ['acts', acts.map(textOf).join('_')],
    ['at', place > 0 && place],
  ];
  const address = new URLSearchParams();
  for (const [name, value] of parts) {
    if (value !== undefined && value !== false && value !== '') address.set(name, String(value));
  }
  return address.toString();
}

/** The world that an address leads to; undefined when there is none such. Without a seed it is the one of `seed`. */
export function worldAt(query: string, seed: number): LinkedWorld | undefined {
  if (query.length > LONGEST_LINK) return undefined;
  const asked = new URLSearchParams(query);
  const words = (name: string, by: string) => asked.getAll(name).join(by).split(by).filter(Boolean);
  const hidden = numberIn(asked, 'hidden', MOST_HIDDEN);
  const orders = numberIn(asked, 'orders', MOST_ORDERS);
  const mistakes = words('mistakes', '.').map((slug) => BY_SLUG.get(slug) ?? slug);
  const acts = words('acts', '_').map(actIn);
  const place = numberIn(asked, 'at', 100_000) ?? 0;
  const number = numberIn(asked, 'seed', MOST_SEED) ?? seed;
  if ([hidden, orders, place, number].some(Number.isNaN) || !acts.every((act) => act !== undefined)) {
    return undefined;
  }
  const all = hidden === undefined ? mistakes : [hiddenMistake(hidden), ...mistakes];
  const wish: WorldWish = {
    seed: number,
    ...(all.length > 0 && { mistakes: [...new Set(all)] }),
    ...(acts.length > 0 && { acts }),
    ...(asked.get('fine') && { fine: true }),
    ...(orders !== undefined && { orders }),
    ...(asked.get('batches') === 'off' && { batches: false }),
  };
  return objectionTo(wish) ? undefined : { wish, place, ...(hidden !== undefined && { hidden }) };
}

/** Undefined when it is not there or empty, NaN when it is no whole number from 0 up to `most`. */
function numberIn(asked: URLSearchParams, name: string, most: number): number | undefined {
  const text = asked.get(name)?.trim();
  if (!text) return undefined;
  return /^\d{1,10}$/.test(text) && Number(text) <= most ? Number(text) : Number.NaN;
}

const textOf = (act: Meddling) => [act.happened, act.do, targetOf(act)].join('.');

const targetOf = (act: Meddling) =>
  'message' in act ? act.message : 'process' in act ? act.process : 'saga' in act ? act.saga : act.order;

const ACT = /^(\d{1,6})\.([a-z-]{1,9})\.([\w -]{1,60})$/;

function actIn(text: string): Meddling | undefined {
  const [, when, what = '', target = ''] = ACT.exec(text) ?? [];
  const happened = Number(when);
  switch (what) {
    case 'lose':
    case 'twice':
    case 'later':
    case 'first':
      return /^\d{1,6}$/.test(target) ? { do: what, message: Number(target), happened } : undefined;
    case 'crash':
    case 'freeze':
    case 'stop':
      return { do: what, process: target, happened };
    case 'retry':
    case 'turn-back':
      return { do: what, saga: target, happened };
    case 'cancel':
      return { do: what, order: target, happened };
    default:
      return undefined;
  }
}
