import type { Fault } from './fault.ts';

interface Use {
  key: string;
  fingerprint: string;
}

const MOST = 2000;

/** Which fault a wish under an Idempotency-Key has made: as long as the process lives, as the faults do. */
export function keptWishes() {
  const kept = new Map<string, { fingerprint: string; fault: Fault }>();
  const nameOf = (user: string, { key }: Use) => `${user} ${key}`;
  return {
    /** The fault as it is now; `another` where the key was used for another wish. */
    find(user: string, use: Use): Fault | 'another' | undefined {
      const known = kept.get(nameOf(user, use));
      return known && known.fingerprint !== use.fingerprint ? 'another' : known?.fault;
    },
    keep(user: string, use: Use, fault: Fault): void {
      kept.set(nameOf(user, use), { fingerprint: use.fingerprint, fault });
      if (kept.size > MOST) kept.delete(kept.keys().next().value!);
    },
  };
}
