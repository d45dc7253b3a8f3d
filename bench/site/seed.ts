import { createHash, randomBytes } from 'node:crypto';
import { createLog } from '@sagashop/chassis/observe/log';
import { ints, texts, uuids } from '@sagashop/chassis/postgres/arrays';
import { newId } from '@sagashop/kernel/ids';
import type { Ground } from '../../cli/src/ground.ts';
import { host } from '../../cli/src/host.ts';
import type { Progress } from '../../cli/src/load/progress.ts';
import { fillCatalogue, type Product } from './catalogue.ts';
import { type Databases, withDatabases } from './databases.ts';

/** What there is to order, and who orders. */
export interface Props {
  customers: { id: string; token: string }[];
  /** The products that are ordered, some of all that there are. */
  products: Product[];
  /** Products with nothing on hand. */
  soldOut: Product[];
  couriers: string[];
}

const CUSTOMERS = 200;
const ORDERED = 1000;
const SOLD_OUT = 20;
const COURIERS = 20;
/** Of each product that is ordered. */
export const ON_HAND = 1_000_000;
/** A day, for each courier. */
export const CAPACITY = 1_000_000;
/** On each account at the start, in minor units. */
export const MONEY = 10 ** 14;

interface Seeding {
  products: number;
  progress: Progress;
  signal: AbortSignal;
}

/** Fills the catalogue, makes all tables by opening the services once, then stock, couriers and customers. */
export async function seed(ground: Ground, { products: count, progress, signal }: Seeding): Promise<Props> {
  return withDatabases(ground.databases, 1, async (databases) => {
    const products = await fillCatalogue(databases.catalog, {
      count: count + SOLD_OUT,
      soldOut: SOLD_OUT,
      signal,
      told: (done) => progress.update('filling the catalogue', done, count + SOLD_OUT),
    });
    const then = 'making the tables, stock and customers';
    progress.update(then, 0, 1);
    const shop = await host({ ...ground.env, DATABASE_POOL: '2' }, createLog({ LOG_LEVEL: 'warn' }, 'bench'));
    await shop.stop();
    signal.throwIfAborted();
    await stockUp(databases, products);
    const [couriers, customers] = [await hireCouriers(databases), await signUp(databases)];
    progress.update(then, 1, 1);
    return {
      // Every so-manyth, so that they lie all over the catalogue.
      products: everyNth(products.slice(0, -SOLD_OUT), ORDERED),
      soldOut: products.slice(-SOLD_OUT),
      couriers,
      customers,
    };
  });
}

function everyNth<T>(list: readonly T[], wanted: number): T[] {
  const step = Math.max(1, Math.floor(list.length / wanted));
  return list.filter((_, index) => index % step === 0).slice(0, wanted);
}

/** A million of each in stock, but for the last, of which there are none. */
async function stockUp({ stock, catalog }: Databases, products: readonly Product[]): Promise<void> {
  const ids = uuids(products.map(({ id }) => id));
  const quantities = ints(products.map((_, nth) => (nth < products.length - SOLD_OUT ? ON_HAND : 0)));
  await stock`insert into goods (product_id, on_hand, availability)
    select id, quantity, case when quantity > 0 then 'in_stock' else 'out' end
    from unnest(${ids}::uuid[], ${quantities}::int[]) as made (id, quantity) order by id`;
  await stock`insert into movements (product_id, reason, quantity, on_hand)
    select product_id, 'received', on_hand, on_hand from goods where on_hand > 0`;
  for (const sql of [stock, catalog]) await sql`vacuum (analyze)`;
}

async function hireCouriers({ delivery }: Databases): Promise<string[]> {
  const ids = Array.from({ length: COURIERS }, () => newId());
  await delivery`insert into couriers (id, name, daily_capacity)
    select id, 'Courier', ${CAPACITY}::int from unnest(${uuids(ids)}::uuid[]) as id`;
  return ids;
}

/** Customers with money and a session each; nobody knows their passwords, there are none. */
async function signUp({ user, payment }: Databases): Promise<Props['customers']> {
  const customers = Array.from({ length: CUSTOMERS }, () => ({
    id: newId(),
    token: randomBytes(32).toString('base64url'),
  }));
  const ids = uuids(customers.map(({ id }) => id));
  const hashes = customers.map(({ token }) => `\\x${createHash('sha256').update(token).digest('hex')}`);
  await user`insert into users (id, username, email, first_name, last_name, language)
    select id, 'bench-' || nth, 'bench-' || nth || '@load.invalid', 'Bench', 'Customer', 'en'
    from unnest(${ids}::uuid[]) with ordinality as made (id, nth)`;
  await user`insert into sessions (token_hash, user_id, expires_at)
    select hash, id, now() + interval '1 day' from unnest(${ids}::uuid[], ${texts(hashes)}::bytea[]) as made (id, hash)`;
  await payment`insert into accounts (user_id, balance)
    select id, amount from unnest(${ids}::uuid[], ${ints(customers.map(() => MONEY))}::bigint[]) as made (id, amount)`;
  for (const sql of [user, payment]) await sql`vacuum (analyze)`;
  return customers;
}
