import { amounts } from './amounts.ts';
import { type Facts, type Invariant, inFlight } from './facts.ts';

const withdrawalsIn = ({ order }: Facts) => order?.withdrawals ?? [];

const backIn = ({ order }: Facts) => (order?.returns ?? []).filter(({ kind }) => kind === 'withdrawal');

/** A sweep carries them out each second; one that was with a process that died is taken after half a minute. */
const PATIENCE = 600; // seconds

/** What must hold of what customers have withdrawn from. */
export const WITHDRAWAL_INVARIANTS: readonly Invariant[] = [
  {
    name: 'a withdrawal that is due is carried out or revoked',
    concerns: (facts) => withdrawalsIn(facts).length > 0,
    holds: (facts) =>
      withdrawalsIn(facts).every(
        ({ state, overdueSeconds }) => state !== 'confirmed' || overdueSeconds < PATIENCE,
      ),
  },
  {
    name: 'a withdrawal that was carried out has cancelled what it says',
    concerns: (facts) => withdrawalsIn(facts).some(({ state }) => state === 'carried_out'),
    holds: (facts) =>
      withdrawalsIn(facts).every(({ id, state, whole, cancelled }) => {
        const part = facts.order!.parts?.find((one) => one.id === id);
        if (state !== 'carried_out') return !part;
        // The whole order is cancelled once its sagas have ended.
        if (whole) return facts.order!.status === 'cancelled' || facts.order!.cancelling === true;
        return amounts(part?.lines ?? []) === amounts(cancelled ?? []);
      }),
  },
  {
    name: 'what was withdrawn from and had left the shop is sent back, and nothing else without approval',
    concerns: (facts) =>
      withdrawalsIn(facts).some(({ state }) => state === 'carried_out') || backIn(facts).length > 0,
    holds: (facts) => {
      const declared = withdrawalsIn(facts).flatMap(({ returned }) => returned ?? []);
      return amounts(declared) === amounts(backIn(facts).flatMap(({ lines }) => lines));
    },
  },
  {
    name: 'every withdrawal was acknowledged, and every revocation, once',
    concerns: (facts) => withdrawalsIn(facts).length > 0 && !inFlight(facts),
    holds: (facts) => {
      const revoked = withdrawalsIn(facts).filter(({ state }) => state === 'revoked').length;
      return (facts.notify?.withdrawals ?? 0) === withdrawalsIn(facts).length + revoked;
    },
  },
];
