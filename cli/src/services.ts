import { migrationFiles } from '@sagashop/chassis/postgres/migrate';
import type { OpenService } from '@sagashop/chassis/service/service';

/** Each service's `open…`, loaded only by who hosts it. */
export const OPEN: Readonly<Record<string, () => Promise<OpenService>>> = {
  user: async () => (await import('@sagashop/user/app')).openUser,
  catalog: async () => (await import('@sagashop/catalog/app')).openCatalog,
  order: async () => (await import('@sagashop/order/app')).openOrder,
  payment: async () => (await import('@sagashop/payment/app')).openPayment,
  stock: async () => (await import('@sagashop/stock/app')).openStock,
  delivery: async () => (await import('@sagashop/delivery/app')).openDelivery,
  notify: async () => (await import('@sagashop/notify/app')).openNotify,
  audit: async () => (await import('@sagashop/audit/app')).openAudit,
};

/** Every service behind the gateway. */
export const SERVICES = Object.keys(OPEN);

/** All that can be hosted. */
export const EVERYTHING = [...SERVICES, 'gateway'];

/** Every process of a shop in which each part runs by itself. */
export const PROCESSES = [...EVERYTHING, 'web'];

/** Throws when one of `names` is not among `known`, saying what there is. */
export function assertKnown(names: readonly string[], known: readonly string[]): void {
  const odd = names.find((name) => !known.includes(name));
  if (odd !== undefined) throw new Error(`There is no service '${odd}'. There are: ${known.join(', ')}.`);
}

/** The services that keep state, each in a database of its own. */
export const DATABASES = SERVICES.filter((name) => name !== 'audit');

/** Where a service's migrations are. */
export const migrationsFolder = (name: string) =>
  new URL(`../../services/${name}/migrations/`, import.meta.url);

/** The migrations of a service that this code has, in their order. */
export const migrationsOfCode = (name: string) => migrationFiles(migrationsFolder(name));

export { listeners as LISTENERS } from '@sagashop/stock/contract';

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
