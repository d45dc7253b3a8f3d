import { staffOf } from '@sagashop/audit-log/staff-of';
import { invalid, refuse } from '@sagashop/chassis/errors';
import { fingerprint, idempotencyKey } from '@sagashop/chassis/guards/idempotency';
import { sendCreated } from '@sagashop/chassis/guards/once';
import { assertPermission } from '@sagashop/chassis/http/access';
import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import { IdParams } from '@sagashop/chassis/http/shapes';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { money } from '@sagashop/kernel/money';
import { permission } from '@sagashop/vocabulary/permissions';
import { beginBulk, type Choice } from '../bulk/begin-bulk.ts';
import { MAY } from '../bulk/bulk-rights.ts';
import { foretellBulk } from '../bulk/foretell-bulk.ts';
import { stopBulk } from '../bulk/stop-bulk.ts';
import { BULK } from '../store/keys.ts';
import { bulkReadRoutes } from './bulk-reads.ts';
import { BulkForetoldShape, BulkInput, BulkQuestion, BulkShape } from './bulk-shapes.ts';
import { type ListFilters, wishOf } from './list-query.ts';
import { shownBulk } from './shown-bulk.ts';

interface Shop {
  sql: Sql;
  currency: string;
  zone: string;
}

const READ = permission('orders.read');
const tags = ['orders'];

/** `POST /api/bulk-actions` and what belongs to it: something is done with many orders, by and by. */
export function bulkRoutes(app: App, shop: Shop): void {
  beginRoute(app, shop);
  bulkReadRoutes(app, shop.sql);
  foretoldRoute(app, shop);
  app.post(
    '/api/bulk-actions/:id/stop',
    {
      config: { service: 'order', needs: READ },
      schema: {
        summary: 'Stop something that is done with many orders',
        tags,
        params: IdParams,
        response: { 200: BulkShape },
      },
    },
    async (request) => {
      const action = await stopBulk(shop.sql, staffOf(request), request.params.id);
      if (!action) throw refuse.not_found();
      return shownBulk(action);
    },
  );
}

function beginRoute(app: App, { sql, zone }: Shop): void {
  app.post(
    '/api/bulk-actions',
    {
      config: { service: 'order', needs: READ },
      schema: {
        summary: 'Do something with many orders',
        tags,
        body: BulkInput,
        response: { 201: BulkShape },
      },
      preValidation: async (request) => void idempotencyKey(request),
    },
    async (request, reply) => {
      const { body } = request;
      const who = signedIn(request);
      assertPermission(who, MAY[body.act]);
      const { reason = null, courierId, date = null } = wantedIn(body);
      const wish = {
        ...{
          staff: staffOf(request),
          act: body.act,
          reason,
          courier: courierId?.toLowerCase() ?? null,
          date,
        },
        ...{ choice: choiceIn(body.orders, body.filters, zone), expected: body.expected },
      };
      const use = {
        ...{ caller: who.userId, route: BULK, key: idempotencyKey(request), fingerprint: fingerprint(body) },
      };
      return sendCreated(reply, await beginBulk(sql, use, wish, shownBulk));
    },
  );
}

function foretoldRoute(app: App, { sql, currency, zone }: Shop): void {
  app.get(
    '/api/bulk-actions/foretold',
    {
      config: { service: 'order', needs: READ },
      schema: {
        ...{ summary: 'What something done with many orders would come to', tags },
        ...{ querystring: BulkQuestion, response: { 200: BulkForetoldShape } },
      },
    },
    async (request) => {
      const { act, ids, ...filters } = request.query;
      const some = Object.keys(filters).length > 0 || ids === undefined ? filters : undefined;
      const foretold = await foretellBulk(sql, act, choiceIn(ids?.split(','), some, zone));
      const { refunded, released, ...rest } = foretold;
      return { ...rest, refunded: money(refunded, currency), released: money(released, currency) };
    },
  );
}

/** Refuses what does not belong to the act, and the want of what does. */
function wantedIn(body: BulkInput): BulkInput {
  const { act, reason, courierId, date } = body;
  if (act === 'cancel' && reason === undefined) throw invalid('reason', 'is required');
  if (act === 'cancel' && courierId !== undefined) throw invalid('courierId', 'is not for this act');
  if (act === 'cancel' && date !== undefined) throw invalid('date', 'is not for this act');
  if (act === 'assign' && reason !== undefined) throw invalid('reason', 'is not for this act');
  if (act === 'assign' && courierId === undefined && date === undefined)
    throw invalid('courierId', 'is needed, or a date');
  return body;
}

function choiceIn(
  orders: readonly string[] | undefined,
  filters: ListFilters | undefined,
  zone: string,
): Choice {
  if ((orders === undefined) === (filters === undefined))
    throw invalid('orders', 'are needed, or filters instead of them');
  return orders ? { orders } : { wish: wishOf(filters!, zone) };
}
