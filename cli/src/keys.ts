import { KEY_OWNERS, newKey, publicList } from '../../bin/lib/service-keys.js';
import { assertKnown } from './services.ts';

/**
 * `sagashop keys [service…]`: prints a new private key for each of these (all when none is named) and the public ones.
 * Keeps nothing. Resolves to the exit code; throws for a name that is no service's.
 */
export async function keys(names: readonly string[]): Promise<number> {
  assertKnown(names, KEY_OWNERS);
  const made = newKeys(names.length > 0 ? names : KEY_OWNERS);
  const lines = Object.entries(made).map(
    ([name, key]) => `# for ${name} alone\nSAGASHOP_SERVICE_KEY=${name}:${key}`,
  );
  const all = `# for every process\nSAGASHOP_SERVICE_KEYS=${publicList(made)}`;
  process.stdout.write(`${[...lines, all].join('\n')}\n`);
  return 0;
}

/** A new private key for each of the names. */
export function newKeys(names: readonly string[] = KEY_OWNERS): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, newKey()]));
}

/** The variables with which a process speaks for these of the owners of keys. */
export function keyVariables(
  keys: Readonly<Record<string, string>>,
  names: readonly string[],
): { SAGASHOP_SERVICE_KEY: string; SAGASHOP_SERVICE_KEYS: string } {
  const own = names.filter((name) => keys[name]).map((name) => `${name}:${keys[name]}`);
  return { SAGASHOP_SERVICE_KEY: own.join(','), SAGASHOP_SERVICE_KEYS: publicList(keys) };
}
