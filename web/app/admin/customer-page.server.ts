import { randomUUID } from 'node:crypto';
import { get, orErrorPage, orNothing } from '../shop/api.server';
import type { Account, Customer, CustomerEntry, List, OpenSession, Order } from '../shop/api-types';
import { orFirstPage } from '../shop/first-page.server';
import { numbersOf } from '../shop/orders.server';
import { recordPath } from './record-path';
import type { Staff } from './staff.server';

const FEW = '5'; // orders; the list has all

/** What the back office shows of one person; what another service knows is left out while it does not answer. */
export async function customerPage(request: Request, id: string, { may }: Pick<Staff, 'may'>) {
  const person = encodeURIComponent(id);
  const cursor = new URL(request.url).searchParams.get('cursor');
  const page = new URLSearchParams({ limit: '20', ...(cursor && { cursor }) });
  const entries = `/accounts/${person}/entries?${page}`;
  const [customer, account, moved, orders, sessions] = await Promise.all([
    orErrorPage(get<Customer>(request, `/customers/${person}`)),
    orNothing(get<Account>(request, `/accounts/${person}`)),
    orNothing(orFirstPage(request, get<List<CustomerEntry>>(request, entries))),
    orNothing(
      get<List<Order>>(request, `/orders?${new URLSearchParams({ userId: id, limit: FEW, count: 'true' })}`),
    ),
    orNothing(get<List<OpenSession>>(request, `/customers/${person}/sessions`)),
  ]);
  const numbers = await numbersOf(request, moved?.items ?? []);
  return {
    customer,
    account: account && { ...account, entries: moved?.items.map((entry) => entryRow(entry, numbers)) },
    next: moved?.nextCursor ?? null,
    later: cursor !== null,
    orders: orders && {
      rows: orders.items.map(({ id, number, status, total, createdAt }) => {
        return { id, number, status, total, createdAt, path: recordPath('orders', id) };
      }),
      count: orders.count?.value ?? 0,
    },
    may: {
      adjust: may('accounts.adjust'),
      block: may('customers.write') && customer.roles.length === 0,
      endSessions: may('customers.write'),
      export: may('customers.export'),
      erase: may('customers.erase') && customer.roles.length === 0,
    },
    sessions: sessions?.items,
    // Made with the page that has the buttons: pressed twice, money moves once.
    key: randomUUID(),
  };
}

function entryRow(entry: CustomerEntry, numbers: Readonly<Record<string, string>>) {
  const { id, kind, amount, createdAt, orderId, reason } = entry;
  const number = orderId && (numbers[orderId] ?? orderId.slice(-6));
  const order = orderId && number ? { number, path: recordPath('orders', orderId) } : undefined;
  return { id, kind, amount, createdAt, reason, order };
}

export type CustomerPage = Awaited<ReturnType<typeof customerPage>>;
export type EntryRow = ReturnType<typeof entryRow>;
