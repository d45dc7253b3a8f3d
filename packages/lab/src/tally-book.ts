import type { Hit } from './fault.ts';

const LINES = 2000; // of hits, that wait to be written down
const ORDERS = 20; // of a fault

/** What has been counted of a fault. */
export interface Tally {
  occasions: number;
  hits: number;
  lastHitAt: string | null;
  /** The orders that were struck, the last first; twenty at most. */
  orders: string[];
  lines: { order: string; hit: Hit }[];
}

/** What is counted in this process until it is written down where all processes find it. */
export function tallyBook() {
  let tallies = new Map<string, Tally>();
  const of = (fault: string): Tally => {
    const known = tallies.get(fault);
    if (known) return known;
    const fresh: Tally = { occasions: 0, hits: 0, lastHitAt: null, orders: [], lines: [] };
    tallies.set(fault, fresh);
    return fresh;
  };
  const note = (tally: Tally, { hits, lastHitAt, orders, lines }: Omit<Tally, 'occasions'>) => {
    tally.hits += hits;
    tally.lastHitAt = lastHitAt ?? tally.lastHitAt;
    tally.orders = [...new Set([...orders, ...tally.orders])].slice(0, ORDERS);
    tally.lines.push(...lines.slice(0, LINES - tally.lines.length));
  };
  return {
    of,
    /** So many hits; with the line that stands beside the order which was struck. */
    hit(fault: string, hits: number, lastHitAt: string, hit?: Hit, order?: string): void {
      const struck = order === undefined ? [] : [order];
      note(of(fault), { hits, lastHitAt, orders: struck, lines: hit && order ? [{ order, hit }] : [] });
    },
    /** Hands over what there is; what could not be written down is counted again. */
    async write(save: (tallies: ReadonlyMap<string, Tally>) => Promise<void>): Promise<void> {
      if (tallies.size === 0) return;
      const taken = tallies;
      tallies = new Map();
      try {
        await save(taken);
      } catch (error) {
        const later = tallies;
        tallies = taken;
        for (const [fault, tally] of later) {
          of(fault).occasions += tally.occasions;
          note(of(fault), tally);
        }
        throw error;
      }
    },
  };
}

export type TallyBook = ReturnType<typeof tallyBook>;
