import {
  collect,
  counter,
  FINE_SECONDS,
  type Histogram,
  histogram,
  SECONDS,
} from '@sagashop/chassis/observe/instruments';
import type { Metrics } from '@sagashop/chassis/observe/metrics';
import type { Observer, SagaView } from '@sagashop/saga/run';
import { type CancelOrder, cancelOrderSaga, REFUND } from '../sagas/cancel-order.ts';
import { stepKey } from '../sagas/definitions.ts';
import { placeOrderSaga } from '../sagas/place-order.ts';
import { REFUND_PART, type RefundOrder } from '../sagas/refund-order.ts';

const SERVICE = 'order';

export type OrderMetrics = ReturnType<typeof orderMetrics>;

/** What the order service counts: its orders and what they bring in, and how their sagas go. */
export function orderMetrics({ registry }: Pick<Metrics, 'registry'>) {
  const orders = orderSeries(registry);
  const sagas = sagaSeries(registry);
  return {
    /** Counts the orders that were written, and those among them that were refused at once. */
    counted:
      <S extends { refusedAs?: { reason: string } }, R extends { kind: string }>(
        start: (order: S) => Promise<R>,
      ) =>
      async (order: S): Promise<R> => {
        const started = await start(order);
        if (started.kind !== 'known') orders.placed.inc();
        if (started.kind === 'refused') orders.cancelled(SERVICE, order.refusedAs?.reason ?? 'none').inc();
        return started;
      },
    /** Notes a committed decision; `arrived` is when the order's request came, by performance.now(). */
    decided(saga: SagaView, reply: { kind: string }, arrived: number | undefined): void {
      if (reply.kind !== 'done') return;
      const { going, reason, data } = saga.state;
      if (saga.definition === cancelOrderSaga.name) {
        orders.cancelled(SERVICE, (data as CancelOrder).reason).inc();
        return;
      }
      if (saga.definition !== placeOrderSaga.name) return;
      if (going !== 'forward') {
        orders.cancelled(SERVICE, reason?.code ?? 'none').inc();
        return;
      }
      const { total, currency } = data as { total: number; currency: string };
      orders.confirmed.inc();
      orders.revenue(SERVICE, currency).inc(total);
      const ms = arrived === undefined ? sinceStart(saga) : performance.now() - arrived;
      orders.timeToConfirm.observe(ms / 1000);
    },
    ended(saga: SagaView): void {
      const { ended: outcome = 'completed', reason } = saga.state;
      const seconds = sinceStart(saga) / 1000;
      sagas.ended(SERVICE, saga.definition, outcome, reason?.code ?? 'none').inc();
      if (seconds >= 0) sagas.duration(SERVICE, saga.definition, outcome).observe(seconds);
    },
    stepEnded: stepCounter(sagas.steps, refundSeries(registry)),
    parked: (saga: SagaView, step: string) => sagas.parked(SERVICE, saga.definition, step).inc(),
    /** Tells how many orders were turned away at the door, whenever someone looks. */
    turnedAway(read: () => number): void {
      const help = 'Orders turned away with 503, before anything was written';
      const named = {
        name: 'sagashop_orders_turned_away_total',
        help,
        labels: ['service'],
        type: 'counter' as const,
      };
      collect(registry, named, () => ({ [SERVICE]: read() }));
    },
    /** Tells how many sagas run, whenever someone looks. */
    running(read: () => number): void {
      const help = 'Sagas that this process is running now';
      const named = { name: 'sagashop_sagas_running', help, labels: ['service'] };
      collect(registry, named, () => ({ [SERVICE]: read() }));
    },
  };
}

function sinceStart({ state, ahead }: SagaView): number {
  return Date.now() + ahead - Date.parse(state.steps[0]?.startedAt ?? '');
}

function stepCounter(
  steps: (...labels: string[]) => Histogram,
  { refunds, refunded }: ReturnType<typeof refundSeries>,
): NonNullable<Observer['stepEnded']> {
  const known = new Map<string, Histogram>();
  return (saga, step, phase, kind, seconds) => {
    const key = `${saga.definition}/${step}/${phase}/${kind}`;
    let series = known.get(key);
    if (!series) {
      series = steps(SERVICE, saga.definition, step, phase, kind);
      known.set(key, series);
    }
    series.observe(seconds);
    if (kind !== 'done') return;
    const stepped = stepKey(saga.definition, step);
    if (stepped !== REFUND && stepped !== REFUND_PART) return;
    const { total, amount = total, currency } = saga.state.data as CancelOrder & Partial<RefundOrder>;
    if (amount > 0) refunds.inc();
    refunded(SERVICE, currency).inc(amount);
  };
}

function orderSeries(registry: Metrics['registry']) {
  const labels = ['service'];
  return {
    placed: counter(registry, {
      name: 'sagashop_orders_placed_total',
      help: 'Orders written, whatever became of them',
      labels,
    })(SERVICE),
    confirmed: counter(registry, {
      name: 'sagashop_orders_confirmed_total',
      help: 'Orders confirmed',
      labels,
    })(SERVICE),
    cancelled: counter(registry, {
      name: 'sagashop_orders_cancelled_total',
      help: 'Orders cancelled, by reason',
      labels: ['service', 'reason'],
    }),
    revenue: counter(registry, {
      name: 'sagashop_revenue_minor_units_total',
      help: 'Totals of confirmed orders in minor units; what is paid back later is not taken off',
      labels: ['service', 'currency'],
    }),
    timeToConfirm: histogram(registry, {
      name: 'sagashop_order_confirm_seconds',
      help: 'From the arrival of an order’s request to the commit of its confirmation',
      labels,
      buckets: FINE_SECONDS,
    })(SERVICE),
  };
}

function refundSeries(registry: Metrics['registry']) {
  return {
    refunds: counter(registry, {
      name: 'sagashop_refunds_total',
      help: 'Payments that were given back: of cancelled orders, and parts of those that stand',
      labels: ['service'],
    })(SERVICE),
    refunded: counter(registry, {
      name: 'sagashop_refunded_minor_units_total',
      help: 'What was given back, in minor units',
      labels: ['service', 'currency'],
    }),
  };
}

function sagaSeries(registry: Metrics['registry']) {
  return {
    ended: counter(registry, {
      name: 'sagashop_sagas_ended_total',
      help: 'Sagas that ended, by definition, outcome and reason',
      labels: ['service', 'saga', 'outcome', 'reason'],
    }),
    duration: histogram(registry, {
      name: 'sagashop_saga_duration_seconds',
      help: 'From the start of a saga to its end',
      labels: ['service', 'saga', 'outcome'],
      buckets: FINE_SECONDS,
    }),
    steps: histogram(registry, {
      name: 'sagashop_saga_step_duration_seconds',
      help: 'From the first attempt of a step, or of its undo, to its final reply',
      labels: ['service', 'saga', 'step', 'phase', 'reply'],
      buckets: SECONDS,
    }),
    parked: counter(registry, {
      name: 'sagashop_saga_steps_parked_total',
      help: 'Steps that were answered with a fault too often and wait for an operator',
      labels: ['service', 'saga', 'step'],
    }),
  };
}
