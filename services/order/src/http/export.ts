import { hasPermission } from '@sagashop/chassis/http/access';
import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { type CsvColumns, sendCsv } from '@sagashop/csv/send-csv';
import { snapshotRows } from '@sagashop/csv/snapshot-rows';
import { decimalText } from '@sagashop/kernel/currency';
import { IdsText } from '@sagashop/vocabulary/ids-text';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { type ExportedOrder, exportedOrders } from '../store/exported-orders.ts';
import { ListFilters, Sort, wishOf } from './list-query.ts';

const PEOPLE = permission('orders.export-people');
const Query = Type.Object(
  { ids: Type.Optional(IdsText), ...ListFilters, sort: Sort },
  { additionalProperties: false },
);

/** `GET /api/exports/orders.csv`: what the list finds, as a file. People stand in it for those alone who may take them out. */
export function exportRoute(
  app: App,
  { sql, currency, zone }: { sql: Sql; currency: string; zone: string },
): void {
  const schema = { summary: 'Orders as a file', tags: ['orders'], querystring: Query };
  const config = { service: 'order', needs: permission('orders.read') };
  const orders: CsvColumns<ExportedOrder> = {
    number: (row) => row.number,
    placed: (row) => row.createdAt.toISOString(),
    status: (row) => row.status,
    reason: (row) => row.reason,
    money: (row) => row.money,
    goods: (row) => row.goods,
    total: (row) => decimalText(row.total, currency),
    currency: () => currency,
    deliveryDate: (row) => row.deliveryDate,
    products: (row) => row.products,
  };
  const people: CsvColumns<ExportedOrder> = {
    name: (row) => row.name,
    email: (row) => row.email,
    phone: (row) => row.phone,
    address: (row) => row.address,
  };
  app.get('/api/exports/orders.csv', { config, schema }, async (request, reply) => {
    const { sort = 'newest', ids, ...filters } = request.query;
    const wish = { ...wishOf(filters, zone), ...(ids && { ids: ids.split(',') }) };
    const columns = hasPermission(signedIn(request), PEOPLE) ? { ...orders, ...people } : orders;
    const rows = snapshotRows<ExportedOrder>(sql, (db) => exportedOrders(db, wish, sort));
    return sendCsv(reply, { file: 'orders', columns, rows });
  });
}
