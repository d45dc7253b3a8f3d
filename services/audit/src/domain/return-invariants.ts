import { amounts } from './amounts.ts';
import { type Facts, type Invariant, inFlight } from './facts.ts';

const returnsIn = ({ order }: Facts) => order?.returns ?? [];
const piecesIn = ({ order }: Facts) => order?.pieces ?? [];
const linesIn = (facts: Facts, which: (state: string) => boolean) =>
  returnsIn(facts)
    .filter(({ state }) => which(state))
    .flatMap(({ lines }) => lines);

const OPEN = new Set(['asked', 'approved']);
const HERE = new Set(['received', 'settled']);

const here = (facts: Facts) => returnsIn(facts).filter(({ receipt }) => receipt !== null);
const ended = (facts: Facts) => !inFlight(facts);

/** What must hold of the pieces that customers send back. */
export const RETURN_INVARIANTS: readonly Invariant[] = [
  {
    name: 'received pieces are never more than were asked for, nor those more than were delivered',
    concerns: (facts) => returnsIn(facts).length > 0 || piecesIn(facts).some(({ asked = 0 }) => asked > 0),
    holds: (facts) =>
      piecesIn(facts).every(
        ({ asked = 0, received = 0, delivered, returned }) =>
          received <= asked && asked <= delivered && received <= returned,
      ),
  },
  {
    name: 'pieces that are asked for and received are those of the returns',
    concerns: (facts) => returnsIn(facts).length > 0 || piecesIn(facts).some(({ asked = 0 }) => asked > 0),
    holds: (facts) => {
      const counted = (what: 'asked' | 'received') =>
        amounts(piecesIn(facts).map((one) => ({ product: one.product, quantity: one[what] ?? 0 })));
      const came = linesIn(facts, (state) => HERE.has(state)).map(({ product, received }) => {
        return { product, quantity: received };
      });
      const open = linesIn(facts, (state) => OPEN.has(state));
      return counted('received') === amounts(came) && counted('asked') === amounts([...open, ...came]);
    },
  },
  {
    name: 'every return that was received has its saga, its money and its movements, once for its receipt',
    concerns: (facts) => here(facts).length > 0 && ended(facts),
    holds: (facts) => {
      const { order, payment, stock } = facts;
      const sagas = (order?.sagas ?? []).filter(({ name }) => name === 'receive-return').length;
      return (
        sagas === here(facts).length &&
        here(facts).every(({ receipt, amount, state, lines }) => {
          const refund = (order?.refunds ?? []).find(({ id }) => id === receipt);
          const paid = payment?.causes?.find(({ cause }) => cause === receipt)?.amount ?? 0;
          const back = stock?.parts?.find(({ cause }) => cause === receipt);
          const came = lines.map(({ product, received: quantity }) => ({ product, quantity }));
          const lost = lines.map(({ product, received, resellable }) => {
            return { product, quantity: received - resellable };
          });
          return (
            state === 'settled' &&
            paid === amount &&
            (refund?.amount ?? 0) === amount &&
            amounts(back?.lines ?? []) === amounts(came) &&
            amounts(back?.damaged ?? []) === amounts(lost)
          );
        })
      );
    },
  },
  {
    name: 'money goes back for what was cancelled, returned or granted, and for nothing else',
    concerns: ({ order }) => (order?.refunds ?? []).length > 0,
    holds: ({ order }) => {
      const causes: Record<string, ReadonlySet<string | null>> = {
        cancelled: new Set((order?.parts ?? []).map(({ id }) => id)),
        undelivered: new Set((order?.shipments ?? []).map(({ cause }) => cause)),
        returned: new Set((order?.returns ?? []).map(({ receipt }) => receipt)),
      };
      return (order?.refunds ?? []).every(({ id, kind }) => !kind || causes[kind]?.has(id));
    },
  },
  {
    name: 'customers are told of their returns, once for each answer',
    concerns: (facts) => returnsIn(facts).length > 0 && ended(facts),
    holds: (facts) => {
      const told = returnsIn(facts).reduce((sum, one) => sum + one.told, 0);
      const sagas = (facts.order?.sagas ?? []).filter(({ name }) =>
        ['note-return', 'receive-return'].includes(name),
      );
      return (facts.notify?.returns ?? 0) === told && sagas.length === told;
    },
  },
];
