import type { Language } from '../words/languages';
import { plainMoney, typedMoney } from '../words/typed-money.ts';
import type { Texts } from '../words/words';

export const SORTS = ['relevance', 'newest', 'price', '-price', 'name'] as const;
/** So many products are shown at first, and so many more each time; of more than MOST each list has pages. */
export const STEP = 24;
export const MOST = 96;
const MOST_SHELVES = 20;

/** What somebody has chosen on a list; all of it stands in the address. */
export interface Chosen {
  q: string;
  /** Slugs, any of which; none: all. */
  category: string[];
  /** Amounts as they stand in an address, `1000` or `1000.50`; both prices are among what is shown. */
  min: string;
  max: string;
  /** Only what is in stock. */
  stock: boolean;
  sort: string;
  /** How many products are shown; STEP at first. */
  shown: number;
  cursor: string;
}

/** What was typed as a price and is none: what to say of it. */
export type WrongPrices = Partial<
  Record<'min' | 'max', { typed: string; wrong: keyof Texts; values: Record<string, string> }>
>;

/** A choice as it was read: what of its prices could not be, and whether they stood the wrong way round. */
export interface Read {
  chosen: Chosen;
  wrong: WrongPrices;
  swapped: boolean;
}

interface Reader {
  language: Language;
  currency: string;
}

/**
 * Reads the choice out of an address, its prices as a reader of a language types them. What makes no sense is left out,
 * and said of a price. Prices that stand the wrong way round are swapped: nothing is between them.
 */
export function chosenIn(query: URLSearchParams, reader: Reader): Read {
  const text = (name: string) => (query.get(name) ?? '').trim();
  const q = text('q').slice(0, 200);
  const sort = SORTS.find((one) => one === text('sort')) ?? '';
  const { wrong, swapped, ...prices } = pricesIn({ min: text('min'), max: text('max') }, reader);
  const chosen = {
    q,
    category: slugsIn(query.getAll('category')),
    ...prices,
    stock: text('stock') === '1',
    sort: sort === 'relevance' || (sort === 'newest' && q === '') ? '' : sort,
    shown: shownIn(text('shown')),
    cursor: text('cursor'),
  };
  return { chosen, wrong, swapped };
}

function slugsIn(texts: readonly string[]): string[] {
  const slugs = texts.flatMap((text) => text.split(',')).filter((slug) => /^[a-z0-9-]{1,100}$/.test(slug));
  return [...new Set(slugs)].slice(0, MOST_SHELVES);
}

/** A whole number of steps, as the links say them. */
function shownIn(text: string): number {
  const asked = /^\d{1,3}$/.test(text) ? Math.ceil(Number(text) / STEP) * STEP : STEP;
  return Math.min(MOST, Math.max(STEP, asked));
}

function pricesIn(typed: { min: string; max: string }, { language, currency }: Reader) {
  const wrong: WrongPrices = {};
  const amount = (name: 'min' | 'max') => {
    // Nothing is less than nothing: as good as no end.
    if (/^0*$/.test(typed[name])) return undefined;
    const read = typedMoney(typed[name], language, currency);
    if ('amount' in read) return read.amount;
    wrong[name] = { typed: typed[name], ...read };
    return undefined;
  };
  const [min, max] = [amount('min'), amount('max')];
  const swapped = min !== undefined && max !== undefined && min > max;
  const text = (end: number | undefined) => (end === undefined ? '' : plainMoney(end, currency));
  return { min: text(swapped ? max : min), max: text(swapped ? min : max), swapped, wrong };
}

/** An amount as it stands in an address, in minor units; undefined where none stands. */
export function priceIn(text: string, currency: string): number | undefined {
  const read = typedMoney(text, 'en', currency);
  return 'amount' in read ? read.amount : undefined;
}

/** Whether anything narrows the list; the order does not. */
export function isNarrowed({ category, min, max, stock }: Chosen): boolean {
  return category.length > 0 || min !== '' || max !== '' || stock;
}

/** The choice with nothing that narrows the list. */
export const CLEARED = { category: [], min: '', max: '', stock: false } satisfies Partial<Chosen>;

/** What of the choice stands in an address, by name; what is as it is anyway does not. */
function inAddress(chosen: Chosen): [string, string][] {
  const { q, category, min, max, stock, sort, shown, cursor } = chosen;
  const all: [string, string][] = [
    ['q', q],
    ...category.map((slug): [string, string] => ['category', slug]),
    ['min', min],
    ['max', max],
    ['stock', stock ? '1' : ''],
    ['sort', sort],
    ['shown', shown > STEP ? String(shown) : ''],
    ['cursor', cursor],
  ];
  return all.filter(([, value]) => value !== '');
}

/** The address of the same list with something chosen otherwise; a new choice begins at the first page. */
export function addressWith(path: string, chosen: Chosen, change: Partial<Chosen>): string {
  const query = new URLSearchParams(inAddress({ ...chosen, cursor: '', shown: STEP, ...change }));
  return query.size > 0 ? `${path}?${query}` : path;
}
