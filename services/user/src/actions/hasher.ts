import { createHash } from 'node:crypto';
import { hash, hashRaw, verify } from '@node-rs/argon2';
import { passwordText } from '@sagashop/kernel/text';
import { uuidOf } from '../domain/uuid-of.ts';
import { refuseUser } from '../errors.ts';

/** What a hash costs: KiB of memory and passes over it. */
export interface HashCost {
  memoryCost: number;
  timeCost: number;
}

/** OWASP's parameters for argon2id (the library's default algorithm): 19 MiB, 2 passes, 1 lane. */
const RECOMMENDED: HashCost = { memoryCost: 19_456, timeCost: 2 };

/** A hash of this cost that no password has: an unknown user name takes as long as a known one. */
const nobody = ({ memoryCost, timeCost }: HashCost) =>
  `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=1$lSb/+on6ogTpRygC7vq3Tw$WjNj5Z1+mGRVvlExSwJ8VWeEF3NYtYcS5z2eUpbkUqU`;

/** One less than the threads of libuv, which others need too. */
const AT_ONCE = 3;

/** For whom it is done, the first of them first, and how many of each at once: none can crowd out those before it. */
const MOST = { known: 3, stranger: 2, 'sign-up': 1 } as const;
export type ForWhom = keyof typeof MOST;
const ORDER = Object.keys(MOST) as ForWhom[];

export interface Hasher {
  /** A hash to keep. `patient`: wait however long the queue is (for calls from inside the shop). */
  hash(password: string, options?: { patient?: boolean; who?: ForWhom }): Promise<string>;
  /** Whether a password belongs to a hash; against undefined it takes as long and says no. */
  verify(kept: string | undefined, password: string, who?: ForWhom): Promise<boolean>;
  /** The same id for the same password and scope, which tells as little of the password as a hash to keep. */
  idOf(password: string, scope: string): Promise<string>;
}

/**
 * Hashes passwords a few at a time, off the main thread. Each takes 19 MiB and tens of ms of a processor, so
 * the queues are bounded: when so many wait already, the next of their kind is refused as `overloaded`.
 */
export function createHasher({ room = 100, cost = RECOMMENDED } = {}): Hasher {
  const inTurn = turns(room);
  const options = { ...cost, parallelism: 1 };
  const unknown = nobody(cost);
  return {
    hash: (password, { patient = false, who = 'sign-up' } = {}) =>
      inTurn(who, () => hash(passwordText(password), options), patient),
    verify: async (kept, password, who = 'stranger') => {
      // A hash of an older release is of the password as it was typed then.
      for (const form of new Set([passwordText(password), password])) {
        if (await inTurn(who, () => verify(kept ?? unknown, form))) return kept !== undefined;
      }
      return false;
    },
    idOf: async (password, scope) => {
      const salt = createHash('sha256').update(scope).digest();
      const how = { ...options, salt, outputLen: 16 };
      return uuidOf(await inTurn('sign-up', () => hashRaw(passwordText(password), how)));
    },
  };
}

function turns(room: number) {
  const waiting: Record<ForWhom, (() => void)[]> = { known: [], stranger: [], 'sign-up': [] };
  const busy: Record<ForWhom, number> = { known: 0, stranger: 0, 'sign-up': 0 };
  const isFree = (who: ForWhom) =>
    busy[who] < MOST[who] && busy.known + busy.stranger + busy['sign-up'] < AT_ONCE;
  return async <T>(who: ForWhom, work: () => Promise<T>, patient = false): Promise<T> => {
    if (isFree(who)) busy[who] += 1;
    else if (waiting[who].length < room || patient) {
      await new Promise<void>((resolve) => waiting[who].push(resolve));
    } else throw refuseUser.overloaded({}, { 'retry-after': '2' });
    try {
      return await work();
    } finally {
      busy[who] -= 1;
      const next = ORDER.find((one) => waiting[one].length > 0 && isFree(one));
      if (next) {
        busy[next] += 1;
        waiting[next].shift()!();
      }
    }
  };
}
