import type { Order } from './api-types';

type Return = NonNullable<Order['returns']>[number];
const OPEN = new Set<Return['state']>(['asked', 'approved']);

/** Pieces of an order that were delivered and are not being sent back already, by line. */
export function returnableLines({ lines, shipments = [], returns = [] }: Order) {
  const sum = (pieces: readonly { lineId: string; n: number }[], line: string) =>
    pieces.filter(({ lineId }) => lineId === line).reduce((all, { n }) => all + n, 0);
  const delivered = shipments
    .filter(({ state }) => state === 'delivered')
    .flatMap((one) => one.lines.map(({ lineId, quantity: n }) => ({ lineId, n })));
  const asked = returns.flatMap(({ state, lines: pieces }) =>
    pieces.map(({ lineId, quantity, received = 0 }) => ({
      lineId,
      n: OPEN.has(state) ? quantity : received,
    })),
  );
  return lines.flatMap(({ id, name }) => {
    const n = sum(delivered, id) - sum(asked, id);
    return n > 0 ? [{ id, name, n }] : [];
  });
}
