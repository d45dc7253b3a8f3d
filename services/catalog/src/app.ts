import { openDatabase } from '@sagashop/chassis/database';
import type { OpenService } from '@sagashop/chassis/service';
import { sweeper } from '@sagashop/chassis/sweeper';
import { availabilityChanged } from '@sagashop/stock/contract';
import type { Static } from 'typebox';
import { noteAvailability } from './actions/note-availability.ts';
import { sweepUnopenedStock } from './actions/open-stock.ts';
import { seed } from './actions/seed-catalog.ts';
import { catalogConfig } from './config.ts';
import { prices, seedCatalog } from './contract.ts';
import { categoryReads, categoryWrites } from './http/categories.ts';
import { productReads } from './http/product-reads.ts';
import { productWrites } from './http/product-writes.ts';
import { findPrices } from './store/products.ts';

const SWEEP = 2000; // ms

/** Opens the catalogue on its database. */
export const openCatalog: OpenService = async ({ env, peers, log }) => {
  const config = catalogConfig(env);
  const currency = config.SAGASHOP_CURRENCY;
  const database = await openDatabase({
    name: 'catalog',
    url: config.CATALOG_DATABASE_URL,
    pool: config.DATABASE_POOL,
    migrations: new URL('../migrations/', import.meta.url),
  });
  const { sql } = database;
  const openStock = () => sweepUnopenedStock(sql, peers);
  const sweep = sweeper({ name: 'stock of new products', every: SWEEP, work: openStock, log });

  return {
    name: 'catalog',
    routes: (app) => {
      productReads(app, { sql, currency });
      productWrites(app, { sql, currency, peers, log });
      categoryReads(app, sql);
      categoryWrites(app, sql);
    },
    calls: {
      [prices.name]: async ({ products }: Static<typeof prices.question>) => ({
        items: (await findPrices(sql, products)).map(({ id, price, nameEn, nameRu }) => ({
          id,
          price,
          name: { en: nameEn, ru: nameRu },
        })),
      }),
      [seedCatalog.name]: async (wanted: Static<typeof seedCatalog.question>) => {
        const products = await sql.begin((tx) => seed(tx, wanted));
        await openStock().catch((error) => log.warn({ err: error }, 'stock will know the seed later'));
        return { products };
      },
    },
    hears: {
      [availabilityChanged.type]: (news: Static<typeof availabilityChanged.body>[]) =>
        noteAvailability(sql, news),
    },
    ready: database.ready,
    start: async () => sweep.start(),
    stop: async () => {
      await sweep.stop();
      await database.close();
    },
  };
};
