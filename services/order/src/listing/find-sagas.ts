import type { Sql } from '@sagashop/chassis/postgres/sql';
import { stepKey } from '../sagas/definitions.ts';
import { type ListedSaga, listSagas, type SagaListState } from '../store/saga-list.ts';
import { findOrders } from './find-orders.ts';

/** What somebody looks for; `search` are an order's number, or words of whoever it is for. */
export interface SagaWish {
  state: SagaListState | undefined;
  step: string | undefined;
  reason: string | undefined;
  search: NonNullable<Parameters<typeof findOrders>[1]['wish']['search']> | undefined;
}

export interface SagaPlace {
  order: string;
  id: string;
}

const LOOK = 500; // sagas of each look
const PATIENCE = 120; // ms: then what was found is answered, with where to go on
const ORDERS = 200; // that a text may find

/**
 * A page of the sagas that fit, those of the newest orders first, and where to go on. A step and a reason stand in the log's
 * text, which has no index: it is read for as long as patience lasts, so that a page may be short.
 */
export async function findSagas(sql: Sql, wish: SagaWish, after: SagaPlace | null, limit: number) {
  const orders = wish.search ? await ordersOf(sql, wish.search) : undefined;
  const begun = performance.now();
  const found: ListedSaga[] = [];
  let before = after;
  while (orders?.length !== 0) {
    const most = wish.step || wish.reason ? LOOK : limit - found.length + 1;
    const looked = await listSagas(sql, { state: wish.state, orders, before, limit: most });
    for (const saga of looked) {
      if (found.length === limit) return { found, next: before };
      before = { order: saga.orderId, id: saga.id };
      if (fits(saga, wish)) found.push(saga);
    }
    if (looked.length < most) break;
    if (found.length === limit || performance.now() - begun > PATIENCE) return { found, next: before };
  }
  return { found, next: null };
}

async function ordersOf(sql: Sql, search: NonNullable<SagaWish['search']>): Promise<string[]> {
  const wanted = { wish: { search }, sort: 'newest', after: undefined, limit: ORDERS } as const;
  return (await findOrders(sql, wanted)).places.map(({ id }) => id);
}

function fits(saga: ListedSaga, { step, reason }: SagaWish): boolean {
  if (step !== undefined && stepKey(saga.definition, saga.at ?? '') !== step) return false;
  return reason === undefined || saga.reason === reason;
}
