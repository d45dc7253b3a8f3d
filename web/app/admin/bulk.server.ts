import { randomUUID } from 'node:crypto';
import { redirect } from 'react-router';
import { ask, get, orErrorPage, Refusal } from '../shop/api.server';
import type { BulkAction, BulkForetold, Courier, DeliveryDay, List } from '../shop/api-types';
import { keyFor } from '../shop/key.server';
import { problemOf } from '../shop/problems.server';
import type { Texts } from '../words/words';
import { invoicesOf } from './invoice-parts';
import { filtersIn } from './order-filters';
import { apiFilters } from './order-rows.server';

const PATIENCE = 30_000; // ms: all orders that match are looked for
const MOST = 100; // orders that an address names
const MOST_INVOICES = 1000; // of all that match
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const BULK_ACTS = ['cancel', 'assign'] as const;
export type BulkAct = (typeof BULK_ACTS)[number];

/** Which orders an address is about: these, or all that its filters find. */
type Choice = { orders: string[] } | { filters: Record<string, string | number> };

async function choiceIn(request: Request): Promise<Choice> {
  const asked = new URL(request.url).searchParams;
  const of = asked.get('of');
  if (of === 'all') return { filters: await apiFilters(request, asked) };
  const ids = asked.getAll(of === 'page' ? 'shown' : 'id').filter((id) => ID.test(id));
  return { orders: [...new Set(ids)].slice(0, MOST) };
}

const asQuery = (choice: Choice) =>
  new URLSearchParams(
    'orders' in choice
      ? { ids: choice.orders.join() }
      : Object.entries(choice.filters).map(([name, value]) => [name, String(value)]),
  );

/** Sends whoever wants a file of some orders to it. */
export async function toFile(request: Request): Promise<Response> {
  const choice = await choiceIn(request);
  if ('orders' in choice && choice.orders.length === 0) return redirect(backOf(request));
  return redirect(`/api/exports/orders.csv?${asQuery(choice)}`);
}

/** The orders whose invoices somebody wants, where they are more than one file has; sends whoever wants one to it. */
export async function toInvoices(request: Request): Promise<{ orders: string[]; more: boolean }> {
  const choice = await choiceIn(request);
  const { orders, more } =
    'orders' in choice ? { ...choice, more: false } : await firstOf(request, asQuery(choice));
  if (orders.length === 0) throw redirect(backOf(request));
  if (orders.length <= MOST) throw redirect(invoicesOf(orders));
  return { orders, more };
}

/** The first thousand that match, and whether there are more. */
async function firstOf(request: Request, query: URLSearchParams) {
  const orders: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null && orders.length < MOST_INVOICES) {
    const at: string = cursor && `&cursor=${cursor}`;
    const page: List<{ id: string }> = await orErrorPage(get(request, `/orders?limit=${MOST}&${query}${at}`));
    orders.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  return { orders, more: cursor !== null };
}

/** The list that somebody comes from. */
function backOf(request: Request): string {
  const filters = new URLSearchParams(filtersIn(new URL(request.url).searchParams));
  return `/admin/orders${filters.size > 0 ? `?${filters}` : ''}`;
}

/** What an act would come to with the orders that are chosen; `none`: nothing is chosen. */
export async function foretoldBulk(request: Request, act: BulkAct) {
  const url = new URL(request.url);
  // Whatever is ordered from now on is not among them.
  if (url.searchParams.get('of') === 'all' && !filtersIn(url.searchParams).to) {
    url.searchParams.set('to', new Date().toISOString());
    throw redirect(`/admin/orders/bulk${url.search}`);
  }
  const choice = await choiceIn(request);
  const around = { act, back: backOf(request), key: randomUUID() };
  if ('orders' in choice && choice.orders.length === 0)
    return { ...around, foretold: null, couriers: [], days: [] };
  const query = asQuery(choice);
  query.set('act', act);
  const [{ body: foretold }, couriers, days] = await orErrorPage(
    Promise.all([
      ask<BulkForetold>(request, `/bulk-actions/foretold?${query}`, { patience: PATIENCE }),
      act === 'assign' ? get<List<Courier>>(request, '/couriers?limit=100') : undefined,
      act === 'assign' ? get<{ items: DeliveryDay[] }>(request, '/delivery/dates') : undefined,
    ]),
  );
  return {
    ...around,
    foretold,
    couriers: (couriers?.items ?? []).map(({ id, name }) => ({ id, name })),
    days: (days?.items ?? []).map(({ date }) => date),
  };
}

/** Why an act with many orders was not begun; what was typed stays. */
export interface BulkRefused {
  problem: keyof Texts;
  status: number;
  typed: { reason: string; courierId: string; date: string };
  /** What was sent that is perhaps begun: sent again, it is the same. */
  sent?: { key: string; expected: number };
}

const SAID: Record<string, keyof Texts> = {
  nothing_selected: 'admin.bulk.nothing',
  too_many_selected: 'admin.bulk.tooMany',
  selection_changed: 'admin.bulk.changed',
  too_many_running: 'admin.bulk.running',
};

/** Begins what a form asks for. Answers the id of the action, or why it was refused. */
export async function beginBulk(
  request: Request,
  act: BulkAct,
  form: FormData,
): Promise<string | BulkRefused> {
  const filled = (name: string) => String(form.get(name) ?? '').trim();
  const typed = { reason: filled('reason'), courierId: filled('courierId'), date: filled('date') };
  const wanted = Object.entries(typed).filter(([, value]) => value !== '');
  const missing = act === 'cancel' ? 'admin.bulk.noReason' : 'admin.bulk.nowhere';
  if (wanted.length === 0) return { problem: missing, status: 422, typed };
  const choice = await choiceIn(request);
  const expected = Number(filled('expected'));
  const body = { act, ...choice, expected, ...Object.fromEntries(wanted) };
  try {
    const headers = { 'idempotency-key': keyFor(filled('key'), body) };
    const begun = await ask<BulkAction>(request, '/bulk-actions', {
      ...{ method: 'POST', body, headers, patience: PATIENCE },
    });
    return begun.body.id;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const sent = { key: filled('key'), expected };
    const refused = { problem: SAID[error.code] ?? problemOf(error), status: error.status, typed };
    return error.status >= 500 ? { ...refused, sent } : refused;
  }
}
