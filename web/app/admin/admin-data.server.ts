import type { LoaderFunctionArgs } from 'react-router';
import { MENU } from './menu';
import { staff } from './staff.server';

/** What every page of the back office shows in its frame: who works there, and where they may go. */
export async function adminData({ request }: LoaderFunctionArgs) {
  const { user, may } = await staff(request);
  const menu = MENU.filter(({ needs }) => needs === undefined || may(needs));
  return {
    id: user.id,
    name: user.firstName || (user.username ?? user.email),
    roles: user.roles,
    menu: menu.map(({ path, text, letter }) => ({ path, text, letter })),
  };
}

/** The same; nothing of it is known where that could not be asked. */
export type Known = Awaited<ReturnType<typeof adminData>> | undefined;
