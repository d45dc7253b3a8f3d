import { lineId } from './line-ids.ts';
import type { Line } from './order.ts';
import { unshipped } from './pieces.ts';

export const SHIPMENT_STATES = [
  ...(['planned', 'packed', 'handed_over', 'delivered', 'failed', 'returned', 'cancelled'] as const),
] as const;
export type ShipmentState = (typeof SHIPMENT_STATES)[number];

export const ACTS = ['packing', 'handover', 'delivery', 'failure'] as const;
export type Act = (typeof ACTS)[number];

/** From which states an act leads where; what is not here is refused. */
const NEXT: Record<Act, Partial<Record<ShipmentState, ShipmentState>>> = {
  packing: { planned: 'packed' },
  handover: { planned: 'handed_over', packed: 'handed_over', failed: 'handed_over' },
  delivery: { handed_over: 'delivered', failed: 'delivered' },
  failure: { handed_over: 'failed', failed: 'failed' },
};

/** So often nobody may be there: then the parcel comes back, and what was paid for it goes back. */
const MOST_FAILURES = 2;

export interface Shipment {
  id: string;
  orderId: string;
  lines: { place: number; quantity: number }[];
  state: ShipmentState;
  nth: number;
  failures: number;
  createdAt: Date;
}

/** What has become of a parcel: when it happened, and when the shop heard of it. */
export interface ShipmentAct {
  shipment: string;
  nth: number;
  id: string;
  act: Act;
  at: Date;
  receivedAt: Date;
  by: string;
  note: string | null;
  name: string | null;
  hasPhoto: boolean;
}

/** Where an act leads; undefined where it is not possible. */
export function stateAfter({ state, failures }: Shipment, act: Act): ShipmentState | undefined {
  const next = NEXT[act][state];
  return next === 'failed' && failures + 1 >= MOST_FAILURES ? 'returned' : next;
}

/** Parcels that have not left the shop. */
export const isOpen = ({ state }: Pick<Shipment, 'state'>) => state === 'planned' || state === 'packed';

/** Nothing more becomes of a parcel. */
export const isOver = ({ state }: Pick<Shipment, 'state'>) =>
  state === 'delivered' || state === 'returned' || state === 'cancelled';

/** How many pieces of each line are in no parcel, neither cancelled nor gone. */
export function freePieces(lines: readonly Line[], shipments: readonly Shipment[]): number[] {
  const open = shipments.filter(isOpen).flatMap((one) => one.lines);
  return lines.map((line, at) =>
    open.reduce((free, { place, quantity }) => (place === at ? free - quantity : free), unshipped(line)),
  );
}

/** A parcel without these pieces; undefined where it has not so many, or would have none left. */
export function without(shipment: Shipment, pieces: Shipment['lines']): Shipment | undefined {
  const taken = new Map(pieces.map(({ place, quantity }) => [place, quantity]));
  const left = shipment.lines.map((line) => {
    const quantity = line.quantity - (taken.get(line.place) ?? 0);
    taken.delete(line.place);
    return { ...line, quantity };
  });
  if (taken.size > 0 || left.some(({ quantity }) => quantity < 0)) return undefined;
  const lines = left.filter(({ quantity }) => quantity > 0);
  return lines.length > 0 ? { ...shipment, lines } : undefined;
}

/** Parcels that lose pieces, since more is in them than their order still has: those last that are packed. */
export function shrunken(lines: readonly Line[], shipments: readonly Shipment[]): Shipment[] {
  const missing = freePieces(lines, shipments).map((free) => Math.max(0, -free));
  const open = shipments
    .filter(isOpen)
    .sort((a, b) => (a.state === b.state ? 0 : a.state === 'packed' ? 1 : -1));
  return open.flatMap((one) => {
    const left = one.lines.map(({ place, quantity }) => {
      const less = Math.min(quantity, missing[place] ?? 0);
      missing[place] = (missing[place] ?? 0) - less;
      return { place, quantity: quantity - less };
    });
    if (left.every(({ quantity }, at) => quantity === one.lines[at]!.quantity)) return [];
    const kept = left.filter(({ quantity }) => quantity > 0);
    return [kept.length > 0 ? { ...one, lines: kept } : { ...one, state: 'cancelled' as const }];
  });
}

/** A parcel as it is shown with its order; its acts come the oldest first. */
export function shownShipment(shipment: Shipment, acts: readonly ShipmentAct[], forStaff: boolean) {
  const { id, orderId, lines, state, createdAt } = shipment;
  return {
    id,
    orderId,
    state,
    lines: lines.map(({ place, quantity }) => ({ lineId: lineId(orderId, place), quantity })),
    createdAt: createdAt.toISOString(),
    acts: acts.map(({ act, nth, at, receivedAt, name, note, hasPhoto, by }) => ({
      act,
      at: at.toISOString(),
      receivedAt: receivedAt.toISOString(),
      ...(name !== null && { name }),
      ...(hasPhoto && { photo: true, photoUrl: `/api/shipments/${id}/photos/${nth}` }),
      ...(forStaff && { by, ...(note !== null && { note }) }),
    })),
  };
}
