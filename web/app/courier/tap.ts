import type { Stop } from './stop.ts';

export const TAPS = ['handover', 'delivery', 'failure'] as const;
export type TapAct = (typeof TAPS)[number];

/** Why nobody got a parcel, as a courier says it by one press. */
export const REASONS = ['noAnswer', 'notFound', 'refused', 'other'] as const;

/** One press of a courier, as the phone keeps it until the shop has it, and then for the day. */
export interface Tap {
  /** In the order of the presses; the phone gives it. */
  id?: number;
  /** Idempotency-Key: however often it is sent, it counts once. */
  key: string;
  /** Who pressed: nobody else's session sends it. */
  user: string;
  shipment: string;
  /** The order's number, for when the stop is gone. */
  number: string;
  act: TapAct;
  /** When it was pressed, ISO 8601. */
  at: string;
  name?: string;
  note?: string;
  photo?: Blob;
  state: 'waiting' | 'sent' | 'refused';
  sentAt?: string;
  /** Why it was refused. */
  code?: string;
  /** The shop did not take the photo; the rest counts. */
  photoRefused?: boolean;
}

/** How a stop stands for its courier: still in the shop, on the way, done or not, or stopped before it left the shop. */
export type Standing = 'toCollect' | 'out' | 'delivered' | 'failed' | 'stopped';

const OF_STATE: Record<Stop['state'], Standing> = {
  planned: 'toCollect',
  packed: 'toCollect',
  handed_over: 'out',
  delivered: 'delivered',
  failed: 'failed',
  returned: 'failed',
  cancelled: 'stopped',
};
/** What a press makes of a stop. */
export const STATE_OF = { handover: 'handed_over', delivery: 'delivered', failure: 'failed' } as const;

/** How a stop stands, by what the shop had told when it was asked last, and by what the courier has pressed since. */
export function standingOf(
  { id, state, stopped }: Pick<Stop, 'id' | 'state' | 'stopped'>,
  taps: readonly Tap[],
  asked: string,
): Standing {
  const newer = (tap: Tap) => tap.state === 'waiting' || (tap.state === 'sent' && tap.sentAt! > asked);
  const last = taps.findLast((tap) => tap.shipment === id && newer(tap));
  const standing = OF_STATE[last ? STATE_OF[last.act] : state];
  return stopped && standing === 'toCollect' ? 'stopped' : standing;
}
