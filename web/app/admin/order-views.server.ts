import { ask, get, orErrorPage, orNothing, Refusal } from '../shop/api.server';
import type { BulkAction, List, OrderView } from '../shop/api-types';
import { currencyOf } from '../shop/currency.server';
import { keyFor } from '../shop/key.server';
import { problemOf } from '../shop/problems.server';
import { plainMoney } from '../words/typed-money';
import type { Texts } from '../words/words';
import { sentKey } from './adjust-account.server';
import { KEPT_LISTS, type KeptListKind, listAt, sagaFiltersIn } from './kept-lists';
import { apiFilters } from './order-rows.server';

/** A kept list of orders or sagas: `query` is the end of its address. */
export interface KeptView extends Pick<OrderView, 'id' | 'name' | 'shared' | 'mine' | 'valid' | 'position'> {
  query: string;
}

/** The lists that are kept by whoever asks, and those that are shared; without them the page does too. */
export async function keptViews(
  request: Request,
  { list, queryOf }: KeptListKind = KEPT_LISTS.orders,
): Promise<KeptView[]> {
  const views = await orNothing(get<{ items: OrderView[] }>(request, `/order-views?list=${list}`));
  if (!views || views.items.length === 0) return [];
  const currency = await orErrorPage(currencyOf(request));
  return views.items.map(({ query, ...view }) => {
    const asked = new URLSearchParams();
    for (const [name, value] of Object.entries(query))
      asked.set(name, typeof value === 'number' ? plainMoney(value, currency) : value);
    return { ...view, query: queryOf(asked) };
  });
}

/** What is being done with many orders right now. */
export async function underWay(request: Request): Promise<BulkAction[]> {
  const actions = await orNothing(get<List<BulkAction>>(request, '/bulk-actions?limit=10'));
  return (actions?.items ?? []).filter(({ state }) => state === 'running');
}

/** Why a form about a view was refused; with what it is called by now, where somebody else was faster. */
export interface ViewRefused {
  problem: keyof Texts;
  status: number;
  id: string;
  name: string;
  shared: boolean;
  /** Which of both somebody else has changed, and to what. */
  changed?: { name: string } | { shared: boolean };
  /** What it was sent under when it is perhaps kept: sent again, it goes under the same. */
  key?: string;
}

type Acting = (request: Request, form: FormData) => Promise<unknown>;
const pathOf = (form: FormData) => `/order-views/${encodeURIComponent(String(form.get('id')))}`;
const nameIn = (form: FormData) => String(form.get('name') ?? '').trim();

const ACTS: Record<string, Acting> = {
  keep: async (request, form) => {
    const { pathname, searchParams } = new URL(request.url);
    const { list } = listAt(pathname);
    const query = list === 'sagas' ? sagaFiltersIn(searchParams) : await apiFilters(request, searchParams);
    const body = { list, name: nameIn(form), query, shared: form.has('shared') };
    const headers = { 'idempotency-key': keyFor(form.get('key'), body) };
    await ask(request, '/order-views', { method: 'POST', body, headers });
  },
  change: async (request, form) => {
    const was = { name: String(form.get('was') ?? '') };
    const shared = form.has('sharing') ? { shared: form.has('shared') } : {};
    const name = nameIn(form);
    const body = { ...shared, ...(name !== was.name && { name, was: { ...was, ...wasShared(form) } }) };
    await ask(request, pathOf(form), { method: 'PATCH', body });
  },
  delete: (request, form) => ask(request, pathOf(form), { method: 'DELETE' }),
  up: async (request, form) => {
    const { list } = listAt(new URL(request.url).pathname);
    const views = await get<{ items: OrderView[] }>(request, `/order-views?list=${list}`);
    const at = views.items.findIndex(({ id }) => id === form.get('id'));
    const [before, view] = [views.items[at - 1], views.items[at]];
    if (!before || !view) return;
    // Each by itself: where the second fails, they are in the same place, and in the order in which they were made.
    const place = (path: string, position: number) =>
      ask(request, `/order-views/${path}`, { method: 'PATCH', body: { position } });
    const apart = before.position === view.position;
    await place(view.id, before.position);
    await place(before.id, apart ? view.position + 1 : view.position);
  },
};

const wasShared = (form: FormData) =>
  form.has('sharing') ? { shared: form.get('wasShared') === 'true' } : {};

/** Does what a form about kept lists asks for. Answers why it was refused; undefined when it is done. */
export async function changeView(request: Request, form: FormData): Promise<ViewRefused | undefined> {
  const act = ACTS[String(form.get('act'))];
  const typed = { id: String(form.get('id') ?? ''), name: nameIn(form), shared: form.has('shared') };
  if (!act) return { ...typed, problem: 'error.validation_failed', status: 422 };
  try {
    await act(request, form);
    return undefined;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { status, code, body } = error;
    if (code === 'too_many_views') return { ...typed, status, problem: 'admin.orders.tooManyViews' };
    const key = status >= 500 ? sentKey(form) : {};
    if (code !== 'edit_conflict') return { ...typed, status, problem: problemOf(error), ...key };
    const [conflict] = body['conflicts'] as { field: string; now: unknown }[];
    if (conflict?.field === 'shared')
      return {
        ...{ ...typed, status, problem: 'admin.orders.viewSharedConflict' },
        changed: { shared: conflict.now === true },
      };
    return {
      ...{ ...typed, status, problem: 'admin.orders.viewConflict' },
      changed: { name: String(conflict?.now ?? '') },
    };
  }
}
