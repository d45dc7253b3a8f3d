import { compileSchema } from '@sagashop/chassis/config/schema';
import { Problem } from '@sagashop/kernel/problem';
import type { Static } from 'typebox';
import type { OrderView } from '../domain/order-view.ts';
import { wishOf } from './list-query.ts';
import { ViewQuery, type ViewShape } from './order-view-shapes.ts';

/** Refuses what the list itself would refuse. */
export function assertQuery({ sort: _, ...filters }: Static<typeof ViewQuery>, zone: string): void {
  wishOf(filters, zone);
}

/** A kept list as it is answered to somebody. */
export function shownView(
  { owner, ...view }: OrderView,
  self: string,
  zone: string,
): Static<typeof ViewShape> {
  return { ...view, mine: owner === self, valid: isValid(view.query, zone) };
}

/** Filters may change from release to release: what was right when it was kept may be nonsense today. */
function isValid(query: OrderView['query'], zone: string): boolean {
  if (compileSchema(ViewQuery, 'json').check(query).length > 0) return false;
  try {
    assertQuery(query, zone);
    return true;
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
}
