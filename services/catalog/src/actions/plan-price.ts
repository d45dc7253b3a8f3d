import type { Staff } from '@sagashop/audit-log/staff-of';
import { invalid, refuse } from '@sagashop/chassis/errors';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import { dropPlanned, listPlanned, type PlannedPrice, planPrice } from '../store/prices.ts';
import { boughtId } from './bought-id.ts';
import { logChange } from './log-change.ts';

const MOST_PLANNED = 20;

/** Plans a price of a product that was not taken away, or of a variant of it. Refuses a moment that is over, and more plans than anyone can see. */
export async function planNewPrice(
  tx: Tx,
  { product, variant }: { product: string; variant: string | undefined },
  plan: PlannedPrice,
  staff: Staff,
): Promise<PlannedPrice> {
  const bought = await boughtId(tx, product, variant);
  const id = await planPrice(tx, bought, plan);
  if (id === undefined) throw invalid('from', 'must be in the future');
  const planned = await listPlanned(tx, bought);
  if (planned.length > MOST_PLANNED)
    throw invalid('from', `is one more than the ${MOST_PLANNED} that can be planned`);
  await logChange(
    tx,
    staff,
    { action: 'price.plan', subject: `product:${product.toLowerCase()}` },
    {},
    { ...said(plan), ...(variant && { variantId: bought }) },
  );
  return { ...plan, id };
}

/** Takes a planned price back. Refuses one that is valid already. */
export async function dropPlannedPrice(tx: Tx, product: string, id: string, staff: Staff): Promise<void> {
  const plan = await dropPlanned(tx, product, id);
  if (!plan) throw refuse.not_found();
  await logChange(
    tx,
    staff,
    { action: 'price.unplan', subject: `product:${product.toLowerCase()}` },
    said(plan),
    {},
  );
}

const said = ({ price, from }: PlannedPrice) => ({ price, from: new Date(from).toISOString() });
