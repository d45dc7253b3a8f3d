import { get, orNothing } from '../shop/api.server';
import type { Category, Courier, List, LoggedChange, Order, Product } from '../shop/api-types';
import { everyItem } from '../shop/every-item.server';
import type { Language } from '../words/languages';
import { recordPath } from './record-path';

/** What a change was made to: its name where that could be had, and its page where it has one. */
export interface LogSubject {
  kind: string;
  name: string | undefined;
  path: string | undefined;
}

/** The names of things by what the log calls them: `product:ID`. */
export type Names = ReadonlyMap<string, string>;

/** Fields of entries whose values are ids, and of what. */
const NAMED_BY_ID: Record<string, string> = {
  categoryId: 'category',
  parentId: 'category',
  courierId: 'courier',
};

/** What is known by its kind and id alone in entries: subjects, and values that are ids. */
function mentioned(entries: readonly LoggedChange[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const note = (kind: string, id: unknown) => {
    if (typeof id !== 'string') return;
    if (!found.has(kind)) found.set(kind, new Set());
    found.get(kind)!.add(id);
  };
  for (const { subject, before, after } of entries) {
    const [kind = '', id] = subject.split(':');
    note(kind, id);
    for (const [field, of] of Object.entries(NAMED_BY_ID)) {
      note(of, before[field]);
      note(of, after[field]);
    }
  }
  return found;
}

/** How what entries are about is called, asked of each service at once; one that does not answer is left out. */
export async function namesIn(request: Request, entries: readonly LoggedChange[]): Promise<Names> {
  const ids = mentioned(entries);
  const some = (kind: string) => [...(ids.get(kind) ?? [])].slice(0, 100).join();
  const asked = <T>(kind: string, path: (ids: string) => string) =>
    some(kind) ? orNothing(get<List<T>>(request, path(some(kind)))) : undefined;
  const [products, orders, couriers, categories] = await Promise.all([
    asked<Product>('product', (them) => `/products?published=any&ids=${them}`),
    asked<Order>('order', (them) => `/orders?limit=100&ids=${them}`),
    ids.has('courier') ? orNothing(everyItem<Courier>(request, '/couriers')) : undefined,
    asked<Category>('category', () => '/categories'),
  ]);
  return new Map([
    ...(products?.items ?? []).map(({ id, name }) => [`product:${id}`, name] as const),
    ...(orders?.items ?? []).map(({ id, number }) => [`order:${id}`, number] as const),
    ...(couriers ?? []).map(({ id, name }) => [`courier:${id}`, name] as const),
    ...(categories?.items ?? []).map(({ id, name }) => [`category:${id}`, name] as const),
    ...entries.flatMap(({ subject, subjectName }) => (subjectName ? [[subject, subjectName] as const] : [])),
  ]);
}

/** The name of a value that is an id; undefined where it is none, or its name is not known. */
export function nameOfValue(names: Names, field: string, value: unknown): string | undefined {
  return names.get(`${NAMED_BY_ID[field]}:${value}`);
}

const PAGES: Record<string, (id: string) => string | undefined> = {
  product: (id) => recordPath('products', id),
  order: (id) => recordPath('orders', id),
  user: (id) => recordPath('customers', id),
  category: (id) => `/admin/categories/${id}`,
  courier: () => '/admin/delivery',
};

/** What an entry is about. A thing that is there no more has no page, and the name that the entry says it had. */
export function subjectOf(
  { subject, before = {}, after = {} }: Pick<LoggedChange, 'subject'> & Partial<LoggedChange>,
  names: Names,
  language: Language,
): LogSubject {
  const [kind = '', id = ''] = subject.split(':');
  const name = names.get(subject);
  if (name !== undefined) return { kind, name, path: PAGES[kind]?.(id) };
  const was = (before['name'] ?? after['name']) as Partial<Record<Language, string>> | undefined;
  return { kind, name: was?.[language], path: undefined };
}
