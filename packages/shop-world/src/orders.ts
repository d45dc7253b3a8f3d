import { done, refused } from '@sagashop/saga/message';
import type { Wish, Wished, World } from '@sagashop/saga/simulate/world';
import type { SagaState } from '@sagashop/saga/state';
import { decideStep, unmarked } from './decide-step.ts';
import { decideWant, type Want } from './decide-want.ts';
import { nextDue } from './decide-withdrawal.ts';
import type { OrderRows } from './order-rows.ts';

/** An order's rows, as far as sagas know them. */
export interface Row extends OrderRows {
  /** Somebody wanted it cancelled before it was confirmed. */
  readonly early: boolean;
  /** The keys under which something was done: each does it once. */
  readonly keys: readonly string[];
}

export type Decision = World<Row>['decisions'][string];

const become = (row: Row, more: Partial<Row['order']>): Row => ({ ...row, order: { ...row.order, ...more } });

/** A decision of a saga that begins behind what it decides: it refuses nothing but what cannot be withdrawn any more. */
const stepped =
  (name: string): Decision =>
  (row, { data }) => {
    const next = decideStep(row, name, data);
    return next ? { reply: done(), row: next } : { reply: refused('not_cancellable'), row: unmarked(row) };
  };

/** What order decides about its rows. Each may be asked again about what it has decided. */
export const decisions: World<Row>['decisions'] = {
  confirm: (row) => {
    const { status, cancelAsked, reason } = row.order;
    if (status !== 'pending' && status !== 'cancelled') return { reply: done(), row };
    if (cancelAsked) return { reply: refused(cancelAsked), row };
    if (status === 'cancelled') return { reply: refused(reason ?? 'timed_out'), row };
    return { reply: done(), row: become(row, { status: 'confirmed', wasConfirmed: true }) };
  },
  cancel: (row, { reason }) => {
    if (row.order.status === 'cancelled') return { reply: done(), row };
    return { reply: done(), row: become(row, { status: 'cancelled', reason: reason?.code ?? 'timed_out' }) };
  },
  ...Object.fromEntries(
    [
      ...['withdraw', 'grant', 'settle', 'withdrawPieces', 'settlePart', 'act'],
      ...['noteReturn', 'settleReturn', 'declare'],
    ].map((name) => [name, stepped(name)]),
  ),
};

type Sagas = readonly SagaState[];

/** How what somebody wants is decided. */
export type Decide = typeof decideWant<Row>;

/** What takes a day in the shop takes so long here, simulated ms: shortened, as all that the world waits for is. */
export const DAY = 600;

/** What somebody wants, as it is told, and as it is made of the order's row in the end. */
export interface Drawn {
  readonly says: string;
  want(row: Row): Want | undefined;
}

/** A wish of which a mistake can spoil how it is decided. */
export interface ShopWish extends Omit<Wish<Row>, 'at'> {
  decidedBy(spoiled: (own: Decide) => Decide): ShopWish;
}

/**
 * Somebody wants something of an order, once under a key. What cannot begin while a saga of the order runs waits as a mark, and
 * is looked at again, and so is a withdrawal that is due. `decide` is the shop's own.
 */
export function wanting(
  order: string,
  key: string,
  { says, want }: Drawn,
  decide: Decide = decideWant,
): ShopWish {
  const decided = (row: Row, wanted: Want, sagas: Sagas, ms: number): Wished<Row> => {
    const inFlight = sagas.some(({ ended }) => !ended);
    const { rows, sagas: following } = decide(row, wanted, key, inFlight, ms / DAY);
    return { row: rows, sagas: following.map((saga) => ({ ...saga, order })) };
  };
  return {
    says,
    decidedBy: (spoiled) => wanting(order, key, { says, want }, spoiled(decide)),
    ask(row, sagas, ms) {
      const wanted = row.keys.includes(key) ? undefined : want(row);
      if (!wanted) return {};
      const early = row.early || (wanted.want === 'cancel' && row.order.status === 'pending');
      return decided({ ...row, early, keys: [...row.keys, key] }, wanted, sagas, ms);
    },
    honour(row, sagas, ms) {
      if (nextDue(row, ms / DAY)) return decided(row, { want: 'sweep' }, sagas, ms);
      const waits = row.order.cancelAsked !== null && row.order.status === 'confirmed';
      return waits && sagas.every(({ ended }) => ended) ? decided(row, { want: 'cancel' }, sagas, ms) : {};
    },
  };
}
