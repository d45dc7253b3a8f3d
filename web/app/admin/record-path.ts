import { MENU } from './menu';

/** Where the shop itself shows a thing of which the back office has no page. */
const IN_SHOP = { orders: '/orders', products: '/p', customers: undefined };

/** The page of one order, product or customer; undefined where there is none. */
export function recordPath(kind: keyof typeof IN_SHOP, id: string): string | undefined {
  if (MENU.some(({ path }) => path === `/admin/${kind}`)) return `/admin/${kind}/${id}`;
  return IN_SHOP[kind] && `${IN_SHOP[kind]}/${id}`;
}
