import { compileSchema } from '@sagashop/chassis/config/schema';
import { refuse } from '@sagashop/chassis/errors';
import { Problem } from '@sagashop/kernel/problem';
import type { Static } from 'typebox';
import type { KeptList, OrderView } from '../domain/order-view.ts';
import { wishOf } from './list-query.ts';
import { SagaViewQuery, ViewQuery, type ViewShape } from './order-view-shapes.ts';

/** Refuses what the list itself would refuse. */
export function assertQuery(list: KeptList, query: object, zone: string): void {
  const errors = compileSchema(list === 'sagas' ? SagaViewQuery : ViewQuery, 'json').check(query);
  if (errors.length > 0) throw refuse.validation_failed({ errors });
  const { sort: _, ...filters } = query as Static<typeof ViewQuery>;
  // Sagas are looked for by the text alone as orders are.
  wishOf(list === 'sagas' ? { ...(filters.q !== undefined && { q: filters.q }) } : filters, zone);
}

/** A kept list as it is answered to somebody. */
export function shownView(
  { owner, ...view }: OrderView,
  self: string,
  zone: string,
): Static<typeof ViewShape> {
  return { ...view, mine: owner === self, valid: isValid(view, zone) };
}

/** Filters may change from release to release: what was right when it was kept may be nonsense today. */
function isValid({ list, query }: Pick<OrderView, 'list' | 'query'>, zone: string): boolean {
  try {
    assertQuery(list, query, zone);
    return true;
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
}
