import type { PermissionName } from '@sagashop/vocabulary/permissions';

/** A page of the back office that stands in no menu. */
interface Unlisted {
  /** As routes.ts has it, such as `/admin/orders/:id`. */
  route: string;
  /** Where one of its kind is looked at: an address, or none where a test of its own does that. */
  path?: string;
  /** What it takes to open it; nothing: to work for the shop. */
  needs?: PermissionName;
}

/** The pages of the back office besides those of its menu. Whoever adds a route of `/admin` adds it here or there. */
export const UNLISTED: readonly Unlisted[] = [
  { route: '/admin/orders/views', path: '/admin/orders/views', needs: 'orders.read' },
  { route: '/admin/sagas/views', path: '/admin/sagas/views', needs: 'sagas.read' },
  { route: '/admin/orders/bulk', path: '/admin/orders/bulk', needs: 'orders.read' },
  { route: '/admin/orders/bulk/:id', needs: 'orders.read' },
  { route: '/admin/products/new', path: '/admin/products/new', needs: 'catalog.write' },
  { route: '/admin/products/sheet', path: '/admin/products/sheet?q=tea', needs: 'catalog.write' },
  { route: '/admin/products/:id/variants', needs: 'catalog.write' },
  { route: '/admin/products/:id', needs: 'catalog.write' },
  { route: '/admin/imports/:id', needs: 'imports.write' },
  { route: '/admin/imports/:id/columns', needs: 'imports.write' },
  { route: '/admin/categories/:id', needs: 'catalog.write' },
  { route: '/admin/orders/:id', needs: 'orders.read' },
  { route: '/admin/customers/:id', needs: 'customers.read' },
  { route: '/admin/search', path: '/admin/search?q=tea' },
  { route: '/admin/keys', path: '/admin/keys' },
  { route: '/admin/stock/count', path: '/admin/stock/count', needs: 'stock.adjust' },
  { route: '/admin/packing/slips', path: '/admin/packing/slips', needs: 'shipments.plan' },
  { route: '/admin/packing/picks', path: '/admin/packing/picks?date=2030-01-01', needs: 'shipments.plan' },
  { route: '/admin/packing/:id', needs: 'shipments.plan' },
  { route: '/admin/delivery/round', needs: 'couriers.read' },
  { route: '/admin/stock/:product', needs: 'stock.read' },
];
