import { hash, verify } from '@node-rs/argon2';
import { passwordText } from '@sagashop/kernel/text';
import { refuseUser } from '../errors.ts';

/** OWASP's parameters for argon2id (the library's default algorithm): 19 MiB, 2 passes, 1 lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A hash of the same cost that no password has: an unknown user name takes as long as a known one. */
const NOBODY =
  '$argon2id$v=19$m=19456,t=2,p=1$lSb/+on6ogTpRygC7vq3Tw$WjNj5Z1+mGRVvlExSwJ8VWeEF3NYtYcS5z2eUpbkUqU';

export interface Hasher {
  /** A hash to keep. `patient`: wait however long the queue is (for calls from inside the shop). */
  hash(password: string, options?: { patient: boolean }): Promise<string>;
  /** Whether a password belongs to a hash; against undefined it takes as long and says no. */
  verify(kept: string | undefined, password: string): Promise<boolean>;
}

/**
 * Hashes passwords a few at a time, off the main thread. Each takes 19 MiB and tens of ms of a processor, so
 * the queue is bounded: when so many wait already, the next is refused as `overloaded`.
 */
export function createHasher({ lanes = 2, room = 100 } = {}): Hasher {
  const waiting: (() => void)[] = [];
  let busy = 0;

  const inTurn = async <T>(work: () => Promise<T>, patient = false): Promise<T> => {
    if (busy >= lanes && waiting.length >= room && !patient) {
      throw refuseUser.overloaded({}, { 'retry-after': '2' });
    }
    if (busy < lanes) busy += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else busy -= 1;
    }
  };
  return {
    hash: (password, options) => inTurn(() => hash(passwordText(password), COST), options?.patient),
    verify: async (kept, password) => {
      // A hash of an older release is of the password as it was typed then.
      for (const form of new Set([passwordText(password), password])) {
        if (await inTurn(() => verify(kept ?? NOBODY, form))) return kept !== undefined;
      }
      return false;
    },
  };
}
