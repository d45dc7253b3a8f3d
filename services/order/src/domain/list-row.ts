import { facetOf } from './list-tags.ts';
import type { GoodsState, Status } from './order.ts';
import type { MoneyState } from './shown-order.ts';

/** What the list knows of an order, and finds it by. */
export interface ListRow {
  id: string;
  userId: string;
  status: Status;
  reason: string | null;
  money: MoneyState;
  goods: GoodsState;
  total: number;
  deliveryDate: string | null;
  courierId: string | null;
  products: readonly string[];
  /** Nobody once they have left. */
  recipient: { name: string; email: string; phone: string | null } | null;
}

/** The facets of a row, the commonest values too: what is common today was rare a year ago. */
export function facetsOf(row: ListRow): number[] {
  const facets = [facetOf('status', row.status), facetOf('money', row.money), facetOf('goods', row.goods)];
  if (row.reason !== null) facets.push(facetOf('reason', row.reason));
  if (row.courierId !== null) facets.push(facetOf('courier', row.courierId));
  for (const product of row.products) facets.push(facetOf('product', product));
  return facets;
}
