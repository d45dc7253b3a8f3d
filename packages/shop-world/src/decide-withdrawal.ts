import {
  type CarriedOut,
  carriedOut,
  isRevocable,
  reached,
  tellWithdrawalData,
  tellWithdrawalSaga,
  withdrawalVerdict,
} from '@sagashop/order/simulated';
import { momentOf } from './days.ts';
import { sentBack } from './decide-return.ts';
import {
  type Decided,
  type Declared,
  type Following,
  type OrderRows,
  type Pieces,
  RUB,
} from './order-rows.ts';
import { withoutPart } from './without-part.ts';

/** For so many days after all was delivered somebody can withdraw here; and for one they can think better of it. */
const RULE = { rule: 'eu' as const, days: 2 };
const REVOCABLE = 1;

/** What somebody wants of a withdrawal; `sweep`: the next that is due is carried out. */
export type WantOfWithdrawal =
  | { want: 'withdraw'; pieces: Pieces | undefined }
  | { want: 'revoke'; which: number }
  | { want: 'sweep' };

/** Decides it as the order service does, `day` days after the world began; undefined: it is refused. */
export function decideWithdrawal<R extends OrderRows>(
  rows: R,
  want: WantOfWithdrawal,
  cause: string,
  day: number,
): Decided<R> | undefined {
  switch (want.want) {
    case 'withdraw':
      return withdraw(rows, want.pieces, cause, day);
    case 'revoke':
      return revoke(rows, want.which, day);
    case 'sweep':
      return sweep(rows, day);
  }
}

function withdraw<R extends OrderRows>(
  rows: R,
  wanted: Pieces | undefined,
  id: string,
  day: number,
): Decided<R> | undefined {
  const { order, lines, withdrawals, parcels } = rows;
  const last = Math.max(...parcels.map(({ deliveredOn }) => deliveredOn ?? 0));
  const period = { until: null, over: order.goods === 'delivered' && last + RULE.days < day };
  const verdict = withdrawalVerdict({ order, lines, withdrawals, period }, RULE, wanted);
  if (verdict.kind !== 'possible') return undefined;
  const fresh: Declared = {
    ...{ id, orderId: order.id, lines: verdict.pieces, name: null, by: null, state: 'confirmed' },
    ...{ createdAt: momentOf(day), dueAt: momentOf(day + REVOCABLE), endedAt: null, cancelled: null },
    ...{
      returned: null,
      underWay: null,
      whole: null,
      told: [`withdrawal_confirmed ${id}`],
      wasRevoked: false,
    },
  };
  return {
    rows: { ...rows, withdrawals: [...withdrawals, fresh] },
    sagas: [telling(rows, fresh, 'withdrawal_confirmed')],
  };
}

function telling(
  { order }: OrderRows,
  withdrawal: Declared,
  became: 'withdrawal_confirmed' | 'withdrawal_revoked',
): Following {
  const data = tellWithdrawalData(order, withdrawal, { became, currency: RUB, zone: 'UTC' });
  return { id: `${became} ${withdrawal.id}`, definition: tellWithdrawalSaga, data };
}

function revoke<R extends OrderRows>(rows: R, which: number, day: number): Decided<R> | undefined {
  const before = rows.withdrawals[which];
  const due = before !== undefined && isDue(before, day);
  if (!before || !isRevocable(rows.order, { state: before.state, due })) return undefined;
  const told = [...before.told, `withdrawal_revoked ${before.id}`];
  const after: Declared = { ...before, state: 'revoked', told, wasRevoked: true };
  return {
    rows: { ...rows, withdrawals: rows.withdrawals.map((one) => (one === before ? after : one)) },
    sagas: [telling(rows, after, 'withdrawal_revoked')],
  };
}

const isDue = ({ dueAt }: Declared, day: number) => dueAt <= momentOf(day);

/** The next that a sweep finds: one that is due, or of which pieces have reached whoever withdrew from them. */
export const nextDue = ({ withdrawals, lines }: OrderRows, day: number): Declared | undefined =>
  withdrawals.find(
    (one) => isDue(one, day) && (one.state === 'confirmed' || reached(one, lines).here.length > 0),
  );

function sweep<R extends OrderRows>(rows: R, day: number): Decided<R> | undefined {
  const one = nextDue(rows, day);
  return one && (one.underWay ? reach(rows, one) : carry(rows, one));
}

const noted = <R extends OrderRows>(rows: R, id: string, more: Partial<Declared>): R => ({
  ...rows,
  withdrawals: rows.withdrawals.map((one) => (one.id === id ? { ...one, ...more } : one)),
});

const orNull = (pieces: { place: number; quantity: number }[]) => (pieces.length > 0 ? pieces : null);

function reach<R extends OrderRows>(rows: R, one: Declared): Decided<R> {
  const { here, underWay, returned } = reached(one, rows.lines);
  return back(noted(rows, one.id, { returned, underWay: orNull(underWay) }), here, one.id);
}

/** What its customer has is sent back: once, or in parts as it reaches them. */
const back = <R extends OrderRows>(rows: R, pieces: Pieces, id: string): Decided<R> =>
  sentBack(rows, pieces, `back ${rows.returns.length + 1} of ${id}`, 'withdrawal');

function carry<R extends OrderRows>(rows: R, one: Declared): Decided<R> {
  const { order, lines, refunds } = rows;
  const verdict = carriedOut(order, lines, refunds, one);
  const over = { state: 'carried_out' as const };
  if (!verdict)
    return { rows: noted(rows, one.id, { ...over, cancelled: [], returned: [], whole: true }), sagas: [] };
  const { outcome, whole } = verdict;
  const after = noted(rows, one.id, { ...over, ...outcome, underWay: orNull(outcome.underWay), whole });
  const less = cancelled(after, verdict, one.id);
  const more = outcome.returned.length > 0 ? back(less.rows, outcome.returned, one.id) : undefined;
  return { rows: more?.rows ?? less.rows, sagas: [...less.sagas, ...(more?.sagas ?? [])] };
}

function cancelled<R extends OrderRows>(rows: R, { part, whole }: CarriedOut, id: string): Decided<R> {
  if (whole) {
    const order = { ...rows.order, cancelAsked: 'cancelled_by_customer' };
    return { rows: { ...rows, order }, sagas: [] };
  }
  return part ? withoutPart(rows, part, id) : { rows, sagas: [] };
}
