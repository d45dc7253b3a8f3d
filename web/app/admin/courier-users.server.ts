import { orErrorPage } from '../shop/api.server';
import type { User } from '../shop/api-types';
import { everyItem } from '../shop/every-item.server';
import { personName } from './person-name';

/** Who has the role of a courier, by name. */
export async function courierUsers(request: Request): Promise<{ id: string; name: string }[]> {
  const staff = await orErrorPage(everyItem<User>(request, '/staff', { query: {} }));
  return staff
    .filter(({ roles }) => roles.includes('courier'))
    .map((user) => ({ id: user.id, name: personName(user) }))
    .sort((a, b) => a.name.localeCompare(b.name));
}
