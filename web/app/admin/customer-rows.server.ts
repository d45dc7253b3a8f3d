import { get, orErrorPage } from '../shop/api.server';
import type { Customer, List } from '../shop/api-types';
import { orFirstPage } from '../shop/first-page.server';

/** What the choice above the list asks the API for. */
const SHOWN: Record<string, Record<string, string> | undefined> = {
  members: { guest: 'false' },
  guests: { guest: 'true' },
  blocked: { blocked: 'true' },
};

/** A page of the people who have signed up or ordered, and where the whole list can be had as a file. */
export async function customerRows(request: Request) {
  const asked = new URL(request.url).searchParams;
  const words = asked.get('q')?.trim().slice(0, 200) ?? '';
  const cursor = asked.get('cursor');
  const filter = { ...(words && { q: words }), ...SHOWN[asked.get('show') ?? ''] };
  const query = new URLSearchParams({ limit: '50', ...filter, ...(cursor && { cursor }) });
  const list = await orErrorPage(orFirstPage(request, get<List<Customer>>(request, `/customers?${query}`)));
  return {
    rows: list.items,
    next: list.nextCursor,
    later: cursor !== null,
    file: `/api/exports/customers.csv?${new URLSearchParams(filter)}`,
  };
}
