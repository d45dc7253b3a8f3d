import type { Command, Reply } from '../message.ts';
import type { Agenda } from './agenda.ts';

/** A message between a runner and a participant that has left and not come yet. */
export interface MessageUnderway {
  /** In the order in which they left, from 1 on. */
  readonly number: number;
  readonly command: Command;
  /** Absent while it is the command itself that is under way. */
  readonly reply?: Reply;
  readonly from: string;
  readonly to: string;
  /** Simulated time, ms. */
  readonly sentAt: number;
  readonly dueAt: number;
}

/** What happens to a message that comes, or that never will. */
export interface Fate {
  comes(): void;
  lost(): void;
  /** A copy of it leaves. */
  copied(): void;
}

/** The messages under way in a world that somebody looks into, and what can be done to each. */
export interface Traffic {
  /** Those under way, in the order in which they left. */
  readonly underway: ReadonlyMap<number, MessageUnderway>;
  carry(message: Omit<MessageUnderway, 'number' | 'sentAt' | 'dueAt'>, ms: number, fate: Fate): void;
  /** Each returns whether there is such a message. */
  lose(number: number): boolean;
  /** A second one comes so much later than the first, ms. */
  repeat(number: number, ms: number): boolean;
  /** It comes at `at`; now, when that has been. */
  move(number: number, at: number): boolean;
}

interface Carried {
  message: MessageUnderway;
  readonly fate: Fate;
  callOff(): void;
}

export function traffic(agenda: Agenda): Traffic {
  const carried = new Map<number, Carried>();
  const underway = new Map<number, MessageUnderway>();
  let sent = 0;
  const enter = (message: MessageUnderway, fate: Fate) => {
    const { number, dueAt } = message;
    const callOff = agenda.after(dueAt - agenda.now(), () => {
      drop(number);
      fate.comes();
    });
    carried.set(number, { message, fate, callOff });
    underway.set(number, message);
  };
  const drop = (number: number) => {
    carried.delete(number);
    underway.delete(number);
  };
  const carry: Traffic['carry'] = (message, ms, fate) => {
    const now = agenda.now();
    enter({ ...message, number: ++sent, sentAt: now, dueAt: now + Math.max(0, Math.ceil(ms)) }, fate);
  };
  const touch = (number: number, change: (found: Carried) => void): boolean => {
    const found = carried.get(number);
    if (found) change(found);
    return found !== undefined;
  };
  return {
    underway,
    carry,
    lose: (number) =>
      touch(number, ({ callOff, fate }) => {
        callOff();
        drop(number);
        fate.lost();
      }),
    repeat: (number, ms) =>
      touch(number, ({ message, fate }) => {
        fate.copied();
        carry(message, message.dueAt - agenda.now() + ms, fate);
      }),
    move: (number, at) =>
      touch(number, ({ message, fate, callOff }) => {
        callOff();
        enter({ ...message, dueAt: Math.max(at, agenda.now()) }, fate);
      }),
  };
}
