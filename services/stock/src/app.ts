import { answerAuditLog } from '@sagashop/audit-log/audit-log-call';
import { idempotencySweeper } from '@sagashop/chassis/guards/idempotency-sweep';
import { answers } from '@sagashop/chassis/service/calls';
import { openDatabase } from '@sagashop/chassis/service/database';
import type { OpenService } from '@sagashop/chassis/service/service';
import { withLab } from '@sagashop/lab/with-lab';
import { outboxRelay } from '@sagashop/outbox/outbox-relay';
import { nameUsers } from '@sagashop/user/contract';
import { goodsOfProducts } from './actions/goods-of-products.ts';
import { importGoods, undoImport } from './actions/import-goods.ts';
import { namesIn } from './actions/names-in.ts';
import { openGoods, openVariants } from './actions/open-goods.ts';
import {
  goodsOf,
  importGoods as importCall,
  importPlaces,
  openStock as openStockCall,
  openVariants as openVariantsCall,
  placesOf,
  undoImport as undoImportCall,
  undoImportPlaces,
} from './contract.ts';
import { alertRoutes } from './http/alerts.ts';
import { changeRoutes } from './http/changes.ts';
import { editRoute } from './http/edit.ts';
import { movementsRoute } from './http/movements.ts';
import { stockRoute } from './http/stock.ts';
import { stockListRoutes } from './http/stock-list.ts';
import { answerAudit } from './messages/answer-audit.ts';
import { answerForetell } from './messages/answer-foretell.ts';
import { answerHistory } from './messages/answer-history.ts';
import { handleCommands } from './messages/handle-commands.ts';
import { findPlaces } from './store/goods.ts';
import { deleteOldTombstones } from './store/reservations.ts';

/** Opens the stock service. Throws when its configuration is wrong or its database is away. */
export const openStock: OpenService = withLab('stock', async ({ env, peers, log, metrics }) => {
  const { sql, ready, close } = await openDatabase({
    name: 'stock',
    metrics,
    log,
    env,
    migrations: new URL('../migrations/', import.meta.url),
  });
  const events = outboxRelay({ service: 'stock', sql, publish: peers.publish, log, metrics });
  const poked = async <T>(done: Promise<T>): Promise<T> => {
    const answer = await done;
    events.poke();
    return answer;
  };
  const sweep = idempotencySweeper({ sql, log, tombstones: deleteOldTombstones });
  return {
    name: 'stock',
    sql,
    routes: (app) => {
      stockListRoutes(app, { sql, names: namesIn(peers) });
      stockRoute(app, sql);
      movementsRoute(app, { sql, nameUsers: (ids) => nameUsers(peers, ids) });
      changeRoutes(app, sql, events.poke);
      editRoute(app, sql);
      alertRoutes(app, sql);
    },
    calls: {
      ...answers(openStockCall, ({ products }) => openGoods(sql, products)),
      ...answers(goodsOf, async ({ products }) => ({
        items: await goodsOfProducts(sql, products),
      })),
      ...answers(placesOf, async ({ ids }) => ({ items: await findPlaces(sql, ids) })),
      ...answers(importCall, (asked) => poked(importGoods(sql, asked))),
      ...answers(importPlaces, (asked) => poked(importGoods(sql, asked))),
      ...answers(undoImportCall, (asked) => poked(undoImport(sql, asked))),
      ...answers(undoImportPlaces, (asked) => poked(undoImport(sql, asked))),
      ...answers(openVariantsCall, ({ items }) => openVariants(sql, items)),
      ...answerAudit(sql, events.check),
      ...answerForetell(sql),
      ...answerHistory(sql),
      ...answerAuditLog('stock', sql),
    },
    handle: handleCommands(sql, metrics, events.poke),
    ready,
    start: async () => {
      sweep.start();
      events.start();
    },
    stop: async () => {
      await Promise.all([sweep.stop(), events.stop()]);
      await close();
    },
  };
});
