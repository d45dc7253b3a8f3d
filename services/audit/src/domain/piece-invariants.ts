import { amounts } from './amounts.ts';
import { type Facts, type Invariant, inFlight } from './facts.ts';

const partsIn = ({ order }: Facts) => order?.parts ?? [];
const piecesIn = ({ order }: Facts) => order?.pieces ?? [];
const backIn = ({ stock }: Facts) => stock?.parts ?? [];

const parcelsIn = ({ order }: Facts) => order?.shipments ?? [];

const ended = (facts: Facts) => !inFlight(facts);

/** The sagas of acts on a parcel that its customer is told of. */
const TELLING = new Set(['move-shipment', 'return-shipment']);

/** What must hold of the pieces of an order's lines. */
export const PIECE_INVARIANTS: readonly Invariant[] = [
  {
    name: 'cancelled and shipped pieces are never more than were ordered',
    concerns: (facts) => piecesIn(facts).length > 0,
    holds: (facts) => {
      const ordered = new Map<string, number>();
      for (const { product, quantity } of facts.order?.lines ?? [])
        ordered.set(product, (ordered.get(product) ?? 0) + quantity);
      return piecesIn(facts).every(
        ({ product, cancelled, shipped, delivered, returned }) =>
          cancelled + shipped <= (ordered.get(product) ?? 0) && delivered <= shipped && returned <= shipped,
      );
    },
  },
  {
    name: 'cancelled pieces are those of the cancelled parts, each with its saga',
    concerns: (facts) => partsIn(facts).length > 0 || piecesIn(facts).some(({ cancelled }) => cancelled > 0),
    holds: (facts) => {
      const counted = piecesIn(facts).map(({ product, cancelled }) => ({ product, quantity: cancelled }));
      const sagas = (facts.order?.sagas ?? []).filter(({ name }) => name === 'cancel-part').length;
      const parts = partsIn(facts);
      return amounts(counted) === amounts(parts.flatMap(({ lines }) => lines)) && sagas === parts.length;
    },
  },
  {
    name: 'every cancelled part has its money and its goods back, and was told of, once',
    concerns: (facts) => partsIn(facts).length > 0 && ended(facts),
    holds: (facts) => {
      const { payment, notify } = facts;
      const parts = partsIn(facts);
      return (
        (notify?.parts ?? 0) === parts.length &&
        parts.every(({ id, amount, lines, settled }) => {
          const paid = payment?.causes?.find(({ cause }) => cause === id)?.amount ?? 0;
          const back = backIn(facts).find(({ cause }) => cause === id);
          return settled && paid === amount && amounts(back?.lines ?? []) === amounts(lines);
        })
      );
    },
  },
  {
    name: 'pieces come back for a cause that there is',
    concerns: (facts) => backIn(facts).length > 0,
    holds: (facts) => {
      const known = new Set<string | null>(
        [...partsIn(facts), ...parcelsIn(facts)].map((one) => ('cause' in one ? one.cause : one.id)),
      );
      for (const { receipt } of facts.order?.returns ?? []) known.add(receipt);
      return backIn(facts).every(({ cause }) => known.has(cause));
    },
  },
  {
    name: 'shipped, delivered and returned pieces are those of the parcels',
    concerns: (facts) => parcelsIn(facts).length > 0 || piecesIn(facts).some(({ shipped }) => shipped > 0),
    holds: (facts) =>
      (['shipped', 'delivered', 'returned'] as const).every((what) => {
        // What its customer has sent back was delivered.
        const less = (one: { received?: number }) => (what === 'returned' ? (one.received ?? 0) : 0);
        const counted = piecesIn(facts).map((one) => ({
          product: one.product,
          quantity: one[what] - less(one),
        }));
        const parcels = parcelsIn(facts).filter(({ state }) => COUNTED[what].includes(state));
        return amounts(counted) === amounts(parcels.flatMap(({ lines }) => lines));
      }),
  },
  {
    name: 'every parcel stands with its delivery as it does with its order, and was told of, once for each cause',
    concerns: (facts) => parcelsIn(facts).length > 0 && ended(facts),
    holds: (facts) => {
      const { order, delivery, notify } = facts;
      const sagas = (order?.sagas ?? []).filter(({ name }) => TELLING.has(name)).length;
      const told = parcelsIn(facts).reduce((sum, one) => sum + one.told, 0);
      const known = new Map((delivery?.shipments ?? []).map(({ id, state }) => [id, state]));
      return (
        sagas === told &&
        (notify?.parcels ?? 0) === told &&
        parcelsIn(facts).every(({ id, state }) => known.get(id) === state)
      );
    },
  },
  {
    name: 'what came back undelivered has its pieces on their shelves, and its money with its customer',
    concerns: (facts) => parcelsIn(facts).some(({ state }) => state === 'returned') && ended(facts),
    holds: (facts) => {
      const { order, payment } = facts;
      return parcelsIn(facts)
        .filter(({ state }) => state === 'returned')
        .every(({ cause, lines }) => {
          const refund = (order?.refunds ?? []).find(({ id }) => id === cause);
          const paid = payment?.causes?.find((one) => one.cause === cause);
          const back = backIn(facts).find((one) => one.cause === cause);
          return paid?.amount === refund?.amount && amounts(back?.lines ?? []) === amounts(lines);
        });
    },
  },
];

const COUNTED: Record<'shipped' | 'delivered' | 'returned', readonly string[]> = {
  shipped: ['handed_over', 'delivered', 'failed', 'returned'],
  delivered: ['delivered'],
  returned: ['returned'],
};
