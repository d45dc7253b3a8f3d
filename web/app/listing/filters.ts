import type { Wish } from '../shop/catalogue.server';
import type { Language } from '../words/languages';
import { plainMoney, typedMoney } from '../words/typed-money';
import type { Texts } from '../words/words';

export const SORTS = ['relevance', 'newest', 'price', '-price', 'name'] as const;
const PAGE = 24;

/** What somebody has chosen on a list; all of it stands in the address. */
export interface Chosen {
  q: string;
  category: string;
  /** Amounts as they stand in an address, `1000` or `1000.50`; both prices are among what is shown. */
  min: string;
  max: string;
  sort: string;
  cursor: string;
}

/** What was typed as a price and is none: what to say of it. */
export type WrongPrices = Partial<
  Record<'min' | 'max', { typed: string; wrong: keyof Texts; values: Record<string, string> }>
>;

/**
 * Reads the choice out of an address, its prices as a reader of a language types them. What makes no sense is left out,
 * and said of a price.
 */
export function chosenIn(
  query: URLSearchParams,
  { language, currency }: { language: Language; currency: string },
): { chosen: Chosen; wrong: WrongPrices } {
  const text = (name: string) => (query.get(name) ?? '').trim();
  const wrong: WrongPrices = {};
  const amount = (name: 'min' | 'max') => {
    const typed = text(name);
    // Nothing is less than nothing: as good as no end.
    if (/^0*$/.test(typed)) return '';
    const read = typedMoney(typed, language, currency);
    if ('amount' in read) return plainMoney(read.amount, currency);
    wrong[name] = { typed, ...read };
    return '';
  };
  const sort = SORTS.find((one) => one === text('sort')) ?? '';
  const q = text('q').slice(0, 200);
  const chosen = {
    q,
    category: /^[a-z0-9-]{1,100}$/.test(text('category')) ? text('category') : '',
    min: amount('min'),
    max: amount('max'),
    sort: sort === 'relevance' && q === '' ? '' : sort,
    cursor: text('cursor'),
  };
  return { chosen, wrong };
}

/** An amount as it stands in an address, in minor units; undefined where none stands. */
export function priceIn(text: string, currency: string): number | undefined {
  const read = typedMoney(text, 'en', currency);
  return 'amount' in read ? read.amount : undefined;
}

/** The choice as the API takes it. */
export function wishOf(chosen: Chosen, currency: string): Wish {
  const { q, category, min, max, sort, cursor } = chosen;
  return {
    search: q,
    category,
    minPrice: priceIn(min, currency),
    maxPrice: priceIn(max, currency),
    sort,
    cursor,
    limit: PAGE,
    facets: true,
  };
}

/** The address of the same list with something chosen otherwise; a new choice begins at the first page. */
export function addressWith(path: string, chosen: Chosen, change: Partial<Chosen>): string {
  const next = { ...chosen, cursor: '', ...change };
  const given = Object.entries(next).filter(([, value]) => value !== '');
  const query = new URLSearchParams(given);
  return query.size > 0 ? `${path}?${query}` : path;
}
