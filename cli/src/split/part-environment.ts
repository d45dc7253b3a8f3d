import type { Env } from '@sagashop/chassis/config/config';
import type { Ground } from '../ground.ts';
import { keyVariables } from '../keys.ts';
import { databaseVariables } from '../services.ts';

/** What only those may know whom it is for. */
const SECRET =
  /^(?:[A-Z]+_DATABASE_URL|SAGASHOP_(?:SERVICE_KEYS?|INTERNAL_KEYS|ADMIN_PASSWORD)|PGPASSWORD)(?:_FILE)?$/;

/**
 * The environment of one process of a split shop: what all have, the URL of its own database, its own private key and
 * everybody's public ones. `name` is null for a process that is no service: it gets no secret.
 */
export function partEnvironment(
  { env, databases, file }: Pick<Ground, 'env' | 'databases' | 'file'>,
  name: string | null,
): Env {
  const open = Object.fromEntries(Object.entries(env).filter(([variable]) => !SECRET.test(variable)));
  if (name === null) return open;
  const own = databases[name] === undefined ? {} : databaseVariables({ [name]: databases[name] });
  return { ...open, ...own, ...keyVariables(file.serviceKeys, [name]) };
}
