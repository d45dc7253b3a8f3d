import { get, orErrorPage, orNothing } from '../shop/api.server';
import type { Invitation, List, User } from '../shop/api-types';
import { orFirstPage } from '../shop/first-page.server';
import { personName } from './person-name';

/** Who works for the shop, a page at a time, and who is invited to. */
export async function staffPage(request: Request) {
  const cursor = new URL(request.url).searchParams.get('cursor');
  const query = new URLSearchParams({ limit: '50', ...(cursor && { cursor }) });
  const [staff, invitations] = await Promise.all([
    orErrorPage(orFirstPage(request, get<List<User>>(request, `/staff?${query}`))),
    orNothing(get<List<Invitation>>(request, '/staff/invitations?limit=100')),
  ]);
  return {
    people: staff.items.map((user) => {
      return { id: user.id, name: personName(user), email: user.email, roles: user.roles };
    }),
    next: staff.nextCursor,
    later: cursor !== null,
    invitations: invitations?.items,
  };
}

export type Person = Awaited<ReturnType<typeof staffPage>>['people'][number];
