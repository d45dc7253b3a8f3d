import { answerAuditLog } from '@sagashop/audit-log/audit-log-call';
import { readConfig } from '@sagashop/chassis/config/config';
import { idempotencySweeper } from '@sagashop/chassis/guards/idempotency-sweep';
import { inDatabase } from '@sagashop/chassis/observe/tracing';
import { answers } from '@sagashop/chassis/service/calls';
import { openDatabase } from '@sagashop/chassis/service/database';
import type { OpenService } from '@sagashop/chassis/service/service';
import { sweeper } from '@sagashop/chassis/work/sweeper';
import { withLab } from '@sagashop/lab/with-lab';
import { openBucket } from '@sagashop/pictures/bucket';
import { sweepPictures } from '@sagashop/pictures/store-picture';
import { availabilityChanged } from '@sagashop/stock/contract';
import { onSnapshot } from '@sagashop/vocabulary/audit-call';
import type { Static } from 'typebox';
import { applyPlannedPrices } from './actions/apply-planned-prices.ts';
import { importSweeps } from './actions/import-sweeps.ts';
import { noteAvailability } from './actions/note-availability.ts';
import { sweepUnopenedStock } from './actions/open-stock-soon.ts';
import { importRunner } from './actions/run-imports.ts';
import { seedCatalog } from './actions/seed-catalog.ts';
import { tellVariants } from './actions/tell-variants.ts';
import { CatalogConfig } from './config.ts';
import { auditCatalog, findProducts, prices, productNames, seedCatalog as seedCall } from './contract.ts';
import {
  addCategoryRoute,
  categoryListRoute,
  changeCategoryRoute,
  deleteCategoryRoute,
} from './http/categories.ts';
import { importRoutes } from './http/import-routes.ts';
import { addPictureRoute, pictureFileRoute, removePictureRoute } from './http/pictures.ts';
import { productListRoute } from './http/product-list.ts';
import { dropPlanRoute, planPriceRoute, pricesRoute } from './http/product-prices.ts';
import { productRoute } from './http/product-route.ts';
import { addProductRoute, archiveProductRoute, changeProductRoute } from './http/product-writes.ts';
import { productsExportRoute } from './http/products-export.ts';
import { suggestionsRoute } from './http/suggestions.ts';
import { changeSynonymsRoute, synonymsRoute } from './http/synonyms.ts';
import { undoRoute } from './http/undo-route.ts';
import { variantRoutes } from './http/variants.ts';
import { recentTree } from './store/category-tree.ts';
import { findByWords } from './store/find-by-words.ts';
import { type Bought, findForSale, type PriceRow } from './store/find-for-sale.ts';
import { findNames } from './store/find-names.ts';
import { findUnused } from './store/find-unused.ts';
import { loggedPrices } from './store/logged-prices.ts';

const SWEEP = 2000; // ms
const HOUR = 3_600_000;
const PRICES = 1000; // ms; a planned price is valid that late at most

/** Opens the catalogue on its database. */
export const openCatalog: OpenService = withLab('catalog', async ({ env, peers, log, metrics }) => {
  const config = readConfig(CatalogConfig, env);
  const currency = config.SAGASHOP_CURRENCY;
  const database = await openDatabase({
    name: 'catalog',
    metrics,
    log,
    url: config.CATALOG_DATABASE_URL,
    pool: config.DATABASE_POOL,
    migrations: new URL('../migrations/', import.meta.url),
    // Two wrong letters in a word of seven leave less than the usual 0.3 alike; mistakes are counted afterwards.
    // Lists read an index in order and stop early; the usual 4 makes the planner collect and sort instead.
    settings: { 'pg_trgm.similarity_threshold': '0.2', random_page_cost: '1.1' },
  });
  const { sql } = database;
  const tree = recentTree(sql);
  const bucket = config.SAGASHOP_PICTURES ? openBucket(config.SAGASHOP_PICTURES) : undefined;
  const pictures = { sql, bucket };
  const openStock = async () => {
    await sweepUnopenedStock(sql, peers);
    await tellVariants(sql, peers);
  };
  const runner = importRunner({ sql, peers, log });
  const sweepers = [
    ...importSweeps({ sql, runner, log }),
    sweeper({ name: 'stock of new products', every: SWEEP, work: openStock, log }),
    sweeper({ name: 'planned prices', first: 0, every: PRICES, work: () => applyPlannedPrices(sql), log }),
    sweeper({ name: 'unused pictures', every: HOUR, work: () => sweepPictures(pictures, findUnused), log }),
    idempotencySweeper({ sql, log }),
  ];

  return {
    name: 'catalog',
    sql,
    routes: (app) => {
      productListRoute(app, { sql, currency, tree });
      suggestionsRoute(app, sql);
      productRoute(app, { sql, currency });
      addProductRoute(app, { sql, currency, peers, log });
      changeProductRoute(app, { sql, currency });
      undoRoute(app, { sql, currency });
      archiveProductRoute(app, sql);
      pricesRoute(app, { sql, currency });
      planPriceRoute(app, { sql, currency });
      dropPlanRoute(app, sql);
      variantRoutes(app, { sql, currency, peers, log });
      categoryListRoute(app, sql);
      addCategoryRoute(app, { sql, tree });
      changeCategoryRoute(app, { sql, tree });
      deleteCategoryRoute(app, { sql, tree });
      addPictureRoute(app, pictures);
      removePictureRoute(app, sql);
      pictureFileRoute(app, pictures);
      productsExportRoute(app, { sql, currency, tree, peers });
      importRoutes(app, { sql, peers, currency, runner, poke: () => void openStock().catch(() => {}) });
      synonymsRoute(app, sql);
      changeSynonymsRoute(app, sql);
    },
    calls: {
      ...answerAuditLog('catalog', sql),
      ...answers(auditCatalog, async ({ checks, since }) => ({
        checks: checks && since === undefined ? [await onSnapshot(sql, loggedPrices)] : [],
        facts: [],
      })),
      ...answers(prices, async ({ products, variants }, trace = null) => {
        const items = products.length;
        const found = await inDatabase(trace, { service: 'catalog', items }, () =>
          findForSale(sql, products, variants ?? []),
        );
        return variants ? shownForSale(found) : forReleaseBefore(found);
      }),
      ...answers(productNames, async ({ products }) => ({ items: await findNames(sql, products) })),
      ...answers(findProducts, async ({ words }) => ({ products: await findByWords(sql, words) })),
      ...answers(seedCall, async (wanted) => {
        const products = await seedCatalog(sql, wanted);
        await openStock().catch((error) => log.warn({ err: error }, 'stock will know the seed later'));
        return { products };
      }),
    },
    subscribes: {
      [availabilityChanged.type]: (events: Static<typeof availabilityChanged.body>[]) =>
        noteAvailability(sql, events),
    },
    ready: database.ready,
    start: async () => {
      for (const sweep of sweepers) sweep.start();
    },
    stop: async () => {
      await Promise.all(sweepers.map((sweep) => sweep.stop()));
      await database.close();
    },
  };
});

function shownForSale({ products, variants }: Bought) {
  const bought = variants.map(({ id, product, ...row }) => ({ ...showPrice(row), id, product }));
  return {
    items: products.map((row) => ({ ...showPrice(row), id: row.id, variants: row.variants })),
    bought,
  };
}

function forReleaseBefore({ products }: Bought) {
  return {
    items: products
      .filter(({ variants }) => variants === 0)
      .map((row) => ({ ...showPrice(row), id: row.id })),
  };
}

function showPrice({ price, nameEn, nameRu }: Pick<PriceRow, 'price' | 'nameEn' | 'nameRu'>) {
  return { price, name: { en: nameEn, ru: nameRu } };
}
