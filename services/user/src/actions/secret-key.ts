import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { secretOf } from '../store/secrets.ts';

/** The service's secret of a name as a key: made when it is first needed, the same for all processes, read once. */
export function secretKey(sql: Sql, name: string): () => Promise<KeyObject> {
  let key: Promise<KeyObject> | undefined;
  return () => {
    key ??= secretOf(sql, name, randomBytes(32)).then(createSecretKey);
    key.catch(() => (key = undefined)); // asked again
    return key;
  };
}
