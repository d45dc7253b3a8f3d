import { hash } from 'node:crypto';
import { warnThrottled } from '@sagashop/chassis/observe/warn-throttled';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { ServiceContext } from '@sagashop/chassis/service/service';
import { batcher } from '@sagashop/chassis/work/batch';
import { receiptOf } from '../domain/receipt.ts';
import { isOver } from '../domain/shipment.ts';
import { milestonesOf } from '../sagas/milestones.ts';
import { timelineOf } from '../sagas/timeline.ts';
import { changedOrders, type Look, type OrderState } from '../store/changed-orders.ts';
import { periodOf } from '../store/withdrawals.ts';
import { isWithdrawable } from '../withdrawing/look-at.ts';
import type { Withdrawing } from '../withdrawing/withdrawing.ts';

const PAUSE = 100; // ms between two looks at the orders that somebody watches
/** And so many times what the last look took: whoever watches never costs orders more than a share of one connection. */
const SPARED = 4;

/** How an order stands, as who watches it is told. */
export interface OrderSnapshot {
  owner: string;
  /** Tells states apart. The same in every process: it is made of what is told. */
  id: string;
  /** The order and its saga, as JSON. */
  data: string;
  /** Nothing more will come by itself. */
  over: boolean;
  /** No parcel of it is being packed or brought. */
  arrived: boolean;
}

interface Watched {
  mark: string;
  hearers: Set<(now: OrderSnapshot) => void>;
}

export type Watching = ReturnType<typeof watchOrders>;

/**
 * Lets any number of listeners watch orders, whoever runs their sagas: what is told is what the database has. One
 * query a tick is for all that is watched, and one for all who come together; none while nobody listens.
 */
export function watchOrders(
  sql: Sql,
  options: Pick<ServiceContext, 'metrics' | 'log'> &
    Pick<Withdrawing, 'currency' | 'rule' | 'sendTo' | 'zone'>,
) {
  const watched = new Map<string, Watched>();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const look = looking(sql, options);
  const told = (state: Watchable) => nowOf(state, options);

  const lookAgain = async ([order, known]: [string, Watched]) => {
    const state = await look({ order, mark: known.mark });
    if (!state) return;
    known.mark = state.mark;
    const now = told(state);
    for (const hear of known.hearers) hear(now);
  };
  const tick = async () => {
    const since = performance.now();
    try {
      await Promise.all([...watched].map(lookAgain));
    } catch (error) {
      warnThrottled(options.log, 'watched orders', { err: error }, 'watched orders: will be looked at again');
    }
    timer = undefined;
    later(SPARED * (performance.now() - since));
  };
  const later = (spared = 0) => {
    if (!stopped && watched.size > 0) timer ??= setTimeout(tick, Math.max(PAUSE, spared)).unref();
  };
  return {
    /**
     * Resolves to the order as it stands, undefined when there is none; `watch` tells of every change since then,
     * and must be called at once or not at all. It gives back how to stop it.
     */
    async present(order: string) {
      const state = await look({ order, mark: '' });
      if (!state) return undefined;
      const watch = (hear: (now: OrderSnapshot) => void) => {
        const known = watched.get(order) ?? { mark: state.mark, hearers: new Set() };
        watched.set(order, known);
        known.hearers.add(hear);
        later();
        return () => {
          known.hearers.delete(hear);
          if (known.hearers.size === 0) watched.delete(order);
        };
      };
      return { now: told(state), watch };
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

/** One batch at a time, so that what is told of an order never goes back. */
function looking(
  sql: Sql,
  { metrics, ...withdrawing }: Pick<ServiceContext, 'metrics'> & Pick<Withdrawing, 'rule' | 'zone'>,
): (look: Look) => Promise<Watchable | undefined> {
  return batcher<Look, Watchable | undefined>({
    name: 'order.watched',
    metrics,
    max: Number.POSITIVE_INFINITY,
    repeats: 3,
    run: async (looks) => {
      const marks = new Map<string, string>();
      for (const { order, mark } of looks) marks.set(order, (marks.get(order) ?? mark) === mark ? mark : '');
      const changed = await changedOrders(
        sql,
        Array.from(marks, ([order, mark]) => ({ order, mark })),
      );
      const shown = await Promise.all(changed.map((state) => withPeriod(sql, state, withdrawing)));
      const states = new Map(shown.map((state) => [state.id, state]));
      return looks.map(({ order, mark }) => {
        const state = states.get(order);
        return state?.mark === mark ? undefined : state;
      });
    },
  });
}

type Watchable = OrderState & { withdrawable: boolean };

/** An order with whether it can be withdrawn from. A query is for those alone of which all was delivered. */
async function withPeriod(
  sql: Sql,
  state: OrderState,
  { rule, zone }: Pick<Withdrawing, 'rule' | 'zone'>,
): Promise<Watchable> {
  const period = await periodOf(sql, state, { days: rule.days, zone });
  return { ...state, withdrawable: isWithdrawable({ ...state, order: state, period }, { rule }) };
}

function nowOf(
  state: Watchable,
  { currency, sendTo }: Pick<Withdrawing, 'currency' | 'sendTo'>,
): OrderSnapshot {
  const { lines, sagas, going, userId } = state;
  const milestones = milestonesOf(state, sagas);
  const recipient = state.recipient ?? undefined;
  const receipt = {
    order: state,
    lines,
    recipient,
    milestones,
    refunds: state.refunds,
    shipments: state.shipments,
    returns: state.returns,
    exchanges: state.exchanges,
    withdrawals: { all: state.withdrawals, possible: state.withdrawable },
  };
  const order = receiptOf(receipt, { currency, sendTo, forStaff: false });
  const data = JSON.stringify({ order, saga: timelineOf(sagas) });
  const arrived = state.shipments.every(({ shipment }) => isOver(shipment));
  return { owner: userId, id: hash('sha256', data, 'base64url').slice(0, 22), data, over: !going, arrived };
}
