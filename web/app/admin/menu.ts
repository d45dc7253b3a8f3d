import type { PermissionName } from '@sagashop/vocabulary/permissions';
import type { Texts } from '../words/texts.ts';

/** A page of the back office that stands in its menu. */
export interface Place {
  path: string;
  /** The key of its name in the catalogues. */
  text: keyof Texts;
  /** What it takes to open it; nothing: to work for the shop. */
  needs?: PermissionName;
  /** Goes there when it is pressed after G. */
  letter: string;
}

/** Where it is told what staff have changed. */
export const LOG_PATH = '/admin/audit-log';

/** The menu, in its order. A page that stands here answers everybody who sees it. */
export const MENU: readonly Place[] = [
  { path: '/admin', text: 'admin.today', letter: 't' },
  { path: '/admin/orders', text: 'admin.orders', needs: 'orders.read', letter: 'o' },
  { path: '/admin/stock', text: 'admin.stock', needs: 'stock.read', letter: 's' },
  { path: '/admin/packing', text: 'admin.packing', needs: 'shipments.plan', letter: 'k' },
  { path: '/admin/delivery', text: 'admin.delivery', needs: 'couriers.read', letter: 'd' },
  { path: '/admin/products', text: 'admin.products', needs: 'catalog.write', letter: 'p' },
  { path: '/admin/categories', text: 'admin.shelves', needs: 'catalog.write', letter: 'h' },
  { path: '/admin/imports', text: 'admin.imports', needs: 'imports.write', letter: 'i' },
  { path: '/admin/returns', text: 'admin.returns', needs: 'returns.read', letter: 'r' },
  { path: '/admin/customers', text: 'admin.customers', needs: 'customers.read', letter: 'c' },
  { path: '/admin/mailbox', text: 'admin.mailbox', needs: 'mails.read', letter: 'm' },
  { path: LOG_PATH, text: 'admin.log', needs: 'audit-log.read', letter: 'l' },
  { path: '/admin/staff', text: 'admin.staff', needs: 'staff.read', letter: 'w' },
  { path: '/admin/sagas', text: 'admin.sagas', needs: 'sagas.read', letter: 'x' },
  { path: '/courier', text: 'admin.courier', needs: 'rounds.read', letter: 'u' },
  { path: '/system', text: 'admin.system', needs: 'system.read', letter: 'v' },
];
