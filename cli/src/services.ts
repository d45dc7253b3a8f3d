import { migrationFiles } from '@sagashop/chassis/postgres/migrate';
import { OPERATOR } from '@sagashop/chassis/service/callers';
import { MANIFESTS } from '@sagashop/chassis/service/manifests';

/** The manifests of the services behind the gateway. */
export const BEHIND_GATEWAY = MANIFESTS.filter(({ open }) => open);

/** Every service behind the gateway. */
export const SERVICES = BEHIND_GATEWAY.map(({ name }) => name);

/** All that can be hosted. */
export const EVERYTHING = [...SERVICES, 'gateway'];

/** Every process of a shop in which each part runs by itself. */
export const PROCESSES = [...EVERYTHING, 'web'];

/** Those whose sagas use the others until they are put down: they stop before them. */
export const ORCHESTRATORS = MANIFESTS.filter(({ sends }) => sends).map(({ name }) => name);

/** Who signs what it asks others: every service, the gateway, and `operator`, who opens the shop. */
export const KEY_OWNERS = [...EVERYTHING, OPERATOR];

/** Throws when one of `names` is not among `known`, saying what there is. */
export function assertKnown(names: readonly string[], known: readonly string[]): void {
  const odd = names.find((name) => !known.includes(name));
  if (odd !== undefined) throw new Error(`There is no service '${odd}'. There are: ${known.join(', ')}.`);
}

/** The services that keep state, each in a database of its own. */
export const DATABASES = MANIFESTS.filter(({ database }) => database).map(({ name }) => name);

/** Where a service's migrations are. */
export const migrationsFolder = (name: string) =>
  new URL(`../../services/${name}/migrations/`, import.meta.url);

/** The migrations of a service that this code has, in their order. */
export const migrationsOfCode = (name: string) => migrationFiles(migrationsFolder(name));

/** Variables that give each service the URL of its database: `PAYMENT_DATABASE_URL`. */
export function databaseVariables(urls: Record<string, string>): Record<string, string> {
  return variables(urls, 'DATABASE_URL');
}

/** Variables that say where services answer: `PAYMENT_URL`. */
export function urlVariables(urls: Record<string, string>): Record<string, string> {
  return variables(urls, 'URL');
}

function variables(values: Record<string, string>, suffix: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`${name.toUpperCase()}_${suffix}`, value]),
  );
}
