import { createHash, randomBytes } from 'node:crypto';
import { seedCatalog } from '@sagashop/catalog/contract';
import { ints, texts, uuids } from '@sagashop/chassis/arrays';
import { createLog } from '@sagashop/chassis/log';
import { newId } from '@sagashop/kernel/ids';
import type { Ground } from '../../cli/src/ground.ts';
import { host } from '../../cli/src/host.ts';
import type { Progress } from '../../cli/src/load/progress.ts';
import { makeProducts } from '../products.ts';
import { type Databases, withDatabases } from './databases.ts';

export interface Product {
  id: string;
  name: string;
  price: number;
}

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
const AT_ONCE = 1000; // products in one transaction

interface Seeding {
  products: number;
  progress: Progress;
  signal: AbortSignal;
}

/** Makes the services' tables by opening the services once, then products, stock, couriers and customers. */
export async function seed(ground: Ground, options: Seeding): Promise<Props> {
  const shop = await host({ ...ground.env, DATABASE_POOL: '2' }, createLog('warn'));
  let products: Product[];
  try {
    products = await seedProducts(shop.peers, options);
  } finally {
    await shop.stop();
  }
  return withDatabases(ground.databases, 1, async (databases) => {
    await stockUp(databases, products);
    return {
      // Every so-manyth, so that they lie all over the catalogue.
      products: everyNth(products.slice(0, -SOLD_OUT), ORDERED),
      soldOut: products.slice(-SOLD_OUT),
      couriers: await hireCouriers(databases),
      customers: await signUp(databases),
    };
  });
}

function everyNth<T>(list: readonly T[], wanted: number): T[] {
  const step = Math.max(1, Math.floor(list.length / wanted));
  return list.filter((_, index) => index % step === 0).slice(0, wanted);
}

async function seedProducts(
  peers: Awaited<ReturnType<typeof host>>['peers'],
  { products: count, progress, signal }: Seeding,
): Promise<Product[]> {
  const made = makeProducts(count + SOLD_OUT);
  const products: Product[] = [];
  for (let from = 0; from < made.products.length; from += AT_ONCE) {
    signal.throwIfAborted();
    const some = made.products.slice(from, from + AT_ONCE);
    const { products: ids } = await peers.ask(seedCatalog, { categories: made.categories, products: some });
    for (const [index, id] of ids.entries())
      products.push({ id, name: some[index]!.name.en, price: some[index]!.price });
    progress.update('filling the catalogue', products.length, made.products.length);
  }
  return products;
}

/** A million of each in stock, but for the last, of which there are none. */
async function stockUp({ stock, catalog }: Databases, products: readonly Product[]): Promise<void> {
  const ids = uuids(products.map(({ id }) => id));
  const there = uuids(products.slice(0, -SOLD_OUT).map(({ id }) => id));
  await stock`insert into goods (product_id, on_hand, availability)
    select id, case when id = any(${there}::uuid[]) then ${ON_HAND}::int else 0 end, 'out'
    from unnest(${ids}::uuid[]) as id on conflict (product_id) do update set on_hand = excluded.on_hand`;
  await stock`update goods set availability = 'in_stock' where on_hand > 0`;
  await stock`insert into receipts (id, product_id, quantity)
    select gen_random_uuid(), product_id, on_hand from goods where on_hand > 0`;
  await catalog`update products set stock_opened = true,
    availability = case when id = any(${there}::uuid[]) then 'in_stock' else 'out' end`;
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
