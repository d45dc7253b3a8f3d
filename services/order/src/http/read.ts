import { refuse } from '@sagashop/chassis/errors';
import { mayForOthers } from '@sagashop/chassis/http/access';
import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import { IdParams } from '@sagashop/chassis/http/shapes';
import type { SharedLab } from '@sagashop/lab/shared-lab';
import { permission } from '@sagashop/vocabulary/permissions';
import { receiptOf } from '../domain/receipt.ts';
import { hitsBeside } from '../sagas/hits-beside.ts';
import { milestonesOf } from '../sagas/milestones.ts';
import { exchangesOf } from '../store/exchanges.ts';
import { findOrder } from '../store/orders.ts';
import { findRecipient } from '../store/recipients.ts';
import { refundsOf } from '../store/refunds.ts';
import { returnsOf } from '../store/returns.ts';
import { sagasOfOrder } from '../store/sagas.ts';
import { parcelsOf } from '../store/shipments.ts';
import { readSaga, type SagaReading } from '../watching/read-saga.ts';
import { isWithdrawable, lookAt } from '../withdrawing/look-at.ts';
import { withLinks } from '../withdrawing/with-links.ts';
import type { Withdrawing } from '../withdrawing/withdrawing.ts';
import { OrderShape } from './order-shapes.ts';
import { SagaShape } from './saga-shapes.ts';

const tags = ['orders'];

/** What customers read of their orders, and staff of all: one order, and the timeline of its saga. */
export function readRoutes(
  app: App,
  { lab, ...reading }: SagaReading & { lab?: Pick<SharedLab, 'hitsOf'> | undefined },
  withdrawing: Withdrawing,
): void {
  const { currency, sendTo } = withdrawing;
  const { sql } = reading;
  const route = {
    config: { service: 'order', needs: 'signed in', othersNeed: permission('orders.read') },
  } as const;
  const visible = async (id: string, request: Parameters<typeof signedIn>[0]) => {
    const order = await findOrder(sql, id, mayForOthers(request) ? null : signedIn(request).userId);
    if (!order) throw refuse.not_found();
    return order;
  };
  app.get(
    '/api/orders/:id',
    { ...route, schema: { summary: 'One order', tags, params: IdParams, response: { 200: OrderShape } } },
    async (request) => {
      const order = await visible(request.params.id, request);
      const { id } = order;
      const [seen, recipient, sagas, refunds, parcels, returns, exchanges] = await Promise.all([
        lookAt(sql, order, withdrawing),
        findRecipient(sql, id),
        sagasOfOrder(sql, id),
        refundsOf(sql, [id]),
        parcelsOf(sql, [id]),
        returnsOf(sql, [id]),
        exchangesOf(sql, [id]),
      ]);
      const milestones = milestonesOf(order, sagas);
      const receipt = {
        order,
        lines: seen.lines,
        recipient,
        milestones,
        refunds: refunds.get(id) ?? [],
        shipments: parcels.get(id) ?? [],
        returns: returns.get(id) ?? [],
        exchanges,
        withdrawals: { all: seen.withdrawals, possible: isWithdrawable(seen, withdrawing) },
      };
      const shown = receiptOf(receipt, { currency, sendTo, forStaff: mayForOthers(request) });
      return order.userId === signedIn(request).userId ? withLinks(withdrawing, shown) : shown;
    },
  );
  app.get(
    '/api/orders/:id/saga',
    {
      ...route,
      schema: {
        summary: "An order's sagas, step by step, with the participants' own rows",
        tags,
        params: IdParams,
        response: { 200: SagaShape },
      },
    },
    async (request) => {
      const order = await visible(request.params.id, request);
      const saga = await readSaga(reading, order, mayForOthers(request));
      return lab ? { ...saga, faults: hitsBeside(await lab.hitsOf(order.id), saga.sagas) } : saga;
    },
  );
}
