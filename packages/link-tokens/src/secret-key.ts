import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';

/**
 * A service's secret as a key. `secretOf` answers the one that is kept, and keeps the one given where there is none yet: made
 * when it is first needed, the same for all processes, read once.
 */
export function secretKey(secretOf: (fresh: Buffer) => Promise<Buffer>): () => Promise<KeyObject> {
  let key: Promise<KeyObject> | undefined;
  return () => {
    key ??= secretOf(randomBytes(32)).then(createSecretKey);
    key.catch(() => (key = undefined)); // asked again
    return key;
  };
}
