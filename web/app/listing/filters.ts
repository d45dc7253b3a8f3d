import type { Wish } from '../shop/catalogue.server';

export const SORTS = ['relevance', 'newest', 'price', '-price', 'name'] as const;
const PAGE = 24;

/** What somebody has chosen on a list; all of it stands in the address. */
export interface Chosen {
  q: string;
  category: string;
  /** In whole units of the currency, as people write prices. */
  min: string;
  max: string;
  sort: string;
  cursor: string;
}

/** Reads the choice out of an address; what makes no sense is left out. */
export function chosenIn(query: URLSearchParams): Chosen {
  const text = (name: string) => (query.get(name) ?? '').trim();
  const amount = (name: string) => (/^\d{1,9}$/.test(text(name)) ? text(name) : '');
  const sort = SORTS.find((one) => one === text('sort')) ?? '';
  const q = text('q').slice(0, 200);
  return {
    q,
    category: /^[a-z0-9-]{1,100}$/.test(text('category')) ? text('category') : '',
    min: amount('min'),
    max: amount('max'),
    sort: sort === 'relevance' && q === '' ? '' : sort,
    cursor: text('cursor'),
  };
}

/** The choice as the API takes it; `units` is how many minor units one unit of the currency has. */
export function wishOf(chosen: Chosen, units: number): Wish {
  const { q, category, min, max, sort, cursor } = chosen;
  return {
    search: q,
    category,
    minPrice: min === '' ? undefined : Number(min) * units,
    maxPrice: max === '' ? undefined : Number(max) * units,
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
