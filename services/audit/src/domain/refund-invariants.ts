import { type Facts, type Invariant, inFlight } from './facts.ts';

/** What was given back while the order stood, as order knows it; a release before knows of none. */
const grantedIn = ({ order }: Facts) => order?.refunds ?? [];

/** What payment gave back for the order as a whole, and not for a cause of its own. A release before knows only that. */
function wholesIn({ id, payment }: Facts): number {
  const { refunds = 0, causes } = payment ?? {};
  return causes ? causes.filter(({ cause }) => cause === id).length : refunds;
}

/** Whether all of a capture went back, at once or what was left of it. */
export function wholeIsBack(facts: Facts): boolean {
  const { payment } = facts;
  if (payment?.state !== 'refunded' || payment.refunded !== payment.captured) return false;
  const granted = grantedIn(facts).reduce((sum, { amount }) => sum + amount, 0);
  return wholesIn(facts) === (granted > 0 && granted === payment.captured ? 0 : 1);
}

/** Order writes a refund before anything is sent, so that payment never has one which order has not. */
function sameCauses(facts: Facts): boolean {
  const { id, order, payment } = facts;
  if (wholesIn(facts) > 0 && order?.status !== 'cancelled') return false;
  const paid = new Map((payment?.causes ?? []).map(({ cause, amount }) => [cause, amount]));
  paid.delete(id);
  const granted = new Map(grantedIn(facts).map((refund) => [refund.id, refund.amount]));
  if ([...paid].some(([cause, amount]) => granted.get(cause) !== amount)) return false;
  return inFlight(facts) !== undefined || paid.size === granted.size;
}

const anyRefund = (facts: Facts) => (facts.payment?.refunds ?? 0) > 0 || grantedIn(facts).length > 0;

const sagasOf = ({ order }: Facts) =>
  (order?.sagas ?? []).filter(({ name }) => name === 'refund-order').length;
const byStaff = (facts: Facts) => grantedIn(facts).filter(({ kind }) => !kind).length;

/** What must hold of the money that goes back. */
export const REFUND_INVARIANTS: readonly Invariant[] = [
  {
    name: 'every refund has its cause, and every cause its refund',
    concerns: anyRefund,
    holds: sameCauses,
  },
  {
    name: 'every refund that staff granted has its saga',
    concerns: (facts) => byStaff(facts) + sagasOf(facts) > 0,
    holds: (facts) => byStaff(facts) === sagasOf(facts),
  },
  {
    name: 'what is refunded is never more than was captured',
    concerns: anyRefund,
    holds: ({ payment }) => (payment?.refunded ?? 0) <= (payment?.captured ?? 0),
  },
  {
    name: 'an invoice is of what was captured, and credit notes of what was refunded',
    concerns: ({ order }) => typeof order?.invoiced === 'number',
    holds: ({ order, payment }) =>
      payment?.captured === order!.invoiced && (order!.credited ?? 0) <= (payment?.refunded ?? 0),
  },
  {
    name: 'every refund of an order that stands was settled and told of, once',
    concerns: (facts) => grantedIn(facts).length > 0 && !inFlight(facts),
    holds: (facts) => {
      const settled = grantedIn(facts).every(({ state }) => state !== 'requested');
      // What goes back with pieces is told of with them.
      return settled && (facts.notify?.refunds ?? 0) === byStaff(facts);
    },
  },
];
