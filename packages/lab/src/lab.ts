import { newId } from '@sagashop/kernel/ids';
import type { Fault, FaultWish, Hit, Occasion } from './fault.ts';
import { FAULT_KINDS, type FaultName, isOnce } from './fault-kinds.ts';
import { hitBook } from './hit-book.ts';
import { seeded } from './seeded.ts';

/** So many may be active for one person, and for all together. */
const MOST_ACTIVE = { each: 20, all: 200 };
const KEPT = 50; // faults that are over
const SHOWN = 20; // orders that a fault has struck

/** A fault that strikes now. What it holds back it lets go when it is over. */
export interface Struck {
  readonly fault: Fault;
  readonly over: AbortSignal;
}

/** The faults of this process: in its memory alone, so that none outlives it. */
export interface Lab {
  /** Whether no fault is active. */
  idle(): boolean;
  /** Makes it, until it has lasted `seconds`; undefined where too many are active. `by` is a user's id. */
  begin(wish: FaultWish, by: string): Fault | undefined;
  /** Ends the faults that `which` says, at once; answers how many. */
  end(which: (fault: Fault) => boolean): number;
  /** Those that are active, and the last that were, the newest first. */
  active(): Fault[];
  recent(): Fault[];
  /** Whether a fault of this kind strikes here: the first that does has its hit counted, and written down for the order. */
  strike(kind: FaultName, occasion: Occasion): Struck | undefined;
  /** The same, of what is counted when it is known how much was struck. */
  turn(kind: FaultName, occasion: Occasion): Struck | undefined;
  /** Counts so many hits of a fault, and writes them down where they are of an order. */
  count(fault: Fault, hits: number, occasion?: Occasion): void;
  /** What has struck an order, the oldest first. */
  hitsOf(order: string): readonly Hit[];
}

interface Active {
  fault: Fault;
  random: () => number;
  ending: AbortController;
  timer: NodeJS.Timeout;
}

/** Opens a laboratory without any fault; `began` is told when there is one more. */
export function openLab(now: () => number = Date.now, began: () => void = () => {}): Lab {
  const active = new Map<string, Active>();
  let over: Fault[] = [];
  const book = hitBook();
  const end = (one: Active) => {
    if (!active.delete(one.fault.id)) return;
    clearTimeout(one.timer);
    one.fault.endedAt = iso(now());
    over = [one.fault, ...over].slice(0, KEPT);
    one.ending.abort();
  };
  const turn = (kind: FaultName, occasion: Occasion): Struck | undefined => {
    for (const { fault, random, ending } of active.values())
      if (fault.fault === kind && isAt(fault, occasion) && isItsTurn(fault, random))
        return { fault, over: ending.signal };
    return undefined;
  };
  const count = (fault: Fault, hits: number, occasion?: Occasion) => {
    if (hits === 0) return;
    fault.hits += hits;
    fault.lastHitAt = iso(now());
    if (!occasion?.order) return;
    fault.orders = [...new Set([occasion.order, ...fault.orders])].slice(0, SHOWN);
    book.write(occasion.order, hit(fault, occasion));
  };
  return {
    idle: () => active.size === 0,
    begin(wish, by) {
      const own = [...active.values()].filter(({ fault }) => fault.by === by);
      if (own.length >= MOST_ACTIVE.each || active.size >= MOST_ACTIVE.all) return undefined;
      const fault = made(wish, by, now());
      const one: Active = {
        fault,
        random: seeded(fault.seed),
        ending: new AbortController(),
        timer: setTimeout(() => end(one), fault.seconds * 1000).unref(),
      };
      active.set(fault.id, one);
      began();
      return fault;
    },
    end(which) {
      const ended = [...active.values()].filter(({ fault }) => which(fault));
      for (const one of ended) end(one);
      return ended.length;
    },
    active: () => [...active.values()].map(({ fault }) => fault).reverse(),
    recent: () => over,
    turn,
    count,
    strike(kind, occasion) {
      const struck = turn(kind, occasion);
      if (struck) count(struck.fault, 1, occasion);
      return struck;
    },
    hitsOf: book.of,
  };
}

function made(wish: FaultWish, by: string, at: number): Fault {
  const { fault, scope, seconds, service = null, command = null, nth = null } = wish;
  const { says } = FAULT_KINDS[fault];
  const once = isOnce(fault) && wish.share === undefined ? (nth ?? 1) : nth;
  return {
    ...{ id: newId(at), fault, says, service, command, scope, seconds, by },
    share: once === null ? (wish.share ?? 1) : null,
    nth: once,
    seed: wish.seed ?? Math.floor(Math.random() * 2 ** 31),
    startedAt: iso(at),
    endsAt: iso(at + seconds * 1000),
    ...{ occasions: 0, hits: 0, lastHitAt: null, orders: [], endedAt: null },
  };
}

function isAt({ service, command, scope, by }: Fault, at: Occasion): boolean {
  if (service !== null && service !== at.service) return false;
  if (command !== null && command !== at.command) return false;
  return scope === 'all' || at.user === by;
}

function isItsTurn(fault: Fault, random: () => number): boolean {
  fault.occasions += 1;
  return fault.nth === null ? random() < fault.share! : fault.occasions === fault.nth;
}

function hit({ id, fault, says, lastHitAt }: Fault, at: Occasion): Hit {
  const { service, command, saga = null, step = null, phase = null, attempt = null } = at;
  return { at: lastHitAt!, fault, says, faultId: id, service, command, saga, step, phase, attempt };
}

const iso = (ms: number) => new Date(ms).toISOString();
