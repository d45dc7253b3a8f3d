import type { Fault, Hit, Occasion } from './fault.ts';
import { type FaultName, isWide } from './fault-kinds.ts';
import { seeded } from './seeded.ts';
import { type TallyBook, tallyBook } from './tally-book.ts';

/** A fault that strikes now. What it holds back it lets go when it is over. */
export interface Struck {
  readonly fault: Fault;
  readonly over: AbortSignal;
}

/** The faults that strike in this process. */
export interface Lab {
  /** Whether no fault is active. */
  idle(): boolean;
  /** Has a fault strike here for `left` ms; `kept`: whether it was wished for here. Nothing for one that does. */
  take(fault: Fault, left: number, kept: boolean): void;
  /** Ends the faults that `which` says, at once; answers their ids. */
  end(which: (fault: Fault) => boolean): string[];
  /** Whether a fault of this kind strikes here: the first that does has its hit counted, and written down for the order. */
  strike(kind: FaultName, occasion: Occasion): Promise<Struck | undefined>;
  /** The same, of what is counted when it is known how much was struck. */
  turn(kind: FaultName, occasion: Occasion): Promise<Struck | undefined>;
  /** Counts so many hits of a fault, and writes them down where they are of an order. */
  count(fault: Fault, hits: number, occasion?: Occasion): void;
  /** What has been counted here, for whoever writes it down for all. */
  readonly tallies: TallyBook;
}

export interface LabParts {
  /** Told when there is one more. */
  began?(): void;
  /** Told when a fault has struck. */
  struck?(): void;
  /** Which occasion of a fault this is, of all processes together; the first is 1. */
  occasion(fault: Fault): Promise<number>;
  /** What this process adds to the seed of a fault that another keeps: or else all would draw the same. */
  salt?: number;
}

interface Active {
  fault: Fault;
  kept: boolean;
  random: () => number;
  /** Its one occasion has been: it is only counted from now on. */
  spent: boolean;
  ending: AbortController;
  timer: NodeJS.Timeout;
}

/** Opens a laboratory without any fault. */
export function openLab({ began, struck, occasion: numberOf, salt = 0 }: LabParts): Lab {
  const active = new Map<string, Active>();
  const tallies = tallyBook();
  const end = (one: Active) => {
    if (!active.delete(one.fault.id)) return;
    clearTimeout(one.timer);
    one.ending.abort();
  };
  const isItsTurn = async (one: Active): Promise<boolean> => {
    const { fault } = one;
    if (fault.nth === null || one.spent) {
      tallies.of(fault.id).occasions += 1;
      return fault.nth === null && one.random() < fault.share!;
    }
    const number = await numberOf(fault);
    one.spent ||= number >= fault.nth;
    return number === fault.nth && active.has(fault.id);
  };
  const turn = async (kind: FaultName, occasion: Occasion): Promise<Struck | undefined> => {
    for (const one of [...active.values()])
      if (one.fault.fault === kind && isAt(one, occasion) && (await isItsTurn(one)))
        return { fault: one.fault, over: one.ending.signal };
    return undefined;
  };
  const count = (fault: Fault, hits: number, occasion?: Occasion) => {
    if (hits === 0) return;
    const at = new Date().toISOString();
    tallies.hit(fault.id, hits, at, occasion?.order ? hit(fault, at, occasion) : undefined, occasion?.order);
    struck?.();
  };
  return {
    idle: () => active.size === 0,
    take(fault, left, kept) {
      if (left <= 0 || active.has(fault.id)) return;
      const one: Active = {
        ...{ fault, kept, spent: false },
        random: seeded(kept ? fault.seed : fault.seed ^ salt),
        ending: new AbortController(),
        timer: setTimeout(() => end(one), left).unref(),
      };
      active.set(fault.id, one);
      began?.();
    },
    end(which) {
      const ended = [...active.values()].filter(({ fault }) => which(fault));
      for (const one of ended) end(one);
      return ended.map(({ fault }) => fault.id);
    },
    turn,
    count,
    async strike(kind, occasion) {
      const found = await turn(kind, occasion);
      if (found) count(found.fault, 1, occasion);
      return found;
    },
    tallies,
  };
}

function isAt({ fault: { fault, service, command, scope, by }, kept }: Active, at: Occasion): boolean {
  if (service !== null && service !== at.service) return false;
  if (command !== null && command !== at.command) return false;
  // What strikes another service as a whole is one process's to tell it: that which keeps the fault.
  if (!kept && isWide(fault) && at.elsewhere) return false;
  return scope === 'all' || at.user === by;
}

function hit({ id, fault, says }: Fault, when: string, at: Occasion): Hit {
  const { service, command, saga = null, step = null, phase = null, attempt = null } = at;
  return { at: when, fault, says, faultId: id, service, command, saga, step, phase, attempt };
}
