import { staffOf } from '@sagashop/audit-log/staff-of';
import { refuse } from '@sagashop/chassis/errors';
import type { App } from '@sagashop/chassis/http/app';
import { cursorPart, decodeCursor, encodeCursor, ListQuery, PageOf } from '@sagashop/chassis/http/lists';
import { IdParams, Instant } from '@sagashop/chassis/http/shapes';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { type CsvColumns, sendCsv } from '@sagashop/csv/send-csv';
import { snapshotRows } from '@sagashop/csv/snapshot-rows';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { blockCustomer } from '../actions/block-customer.ts';
import { findCustomers } from '../actions/find-customers.ts';
import { UserShape } from '../contract.ts';
import { type Customer, findCustomer, selectCustomers } from '../store/customers.ts';

const CustomerShape = Type.Object({
  ...UserShape.properties,
  createdAt: Instant,
  blocked: Type.Boolean({ description: 'whether they may not sign in' }),
  blockedAt: Type.Union([Instant, Type.Null()]),
});

const Filters = {
  q: Type.Optional(
    Type.String({
      maxLength: 200,
      description: 'beginnings of words of names, e-mail address and phone number',
    }),
  ),
  blocked: Type.Optional(Type.Boolean()),
  guest: Type.Optional(Type.Boolean()),
};

const ChangeBody = Type.Object(
  {
    blocked: Type.Boolean(),
    reason: Type.Optional(Type.String({ minLength: 1, maxLength: 500, format: 'said' })),
  },
  { additionalProperties: false },
);

const tags = ['customers'];
const read = { service: 'user', needs: permission('customers.read') };

const COLUMNS: CsvColumns<Customer> = {
  id: ({ id }) => id,
  username: ({ username }) => username,
  email: ({ email }) => email,
  firstName: ({ firstName }) => firstName,
  lastName: ({ lastName }) => lastName,
  phone: ({ phone }) => phone,
  language: ({ language }) => language,
  guest: ({ guest }) => String(guest),
  createdAt: ({ createdAt }) => createdAt.toISOString(),
  blockedAt: ({ blockedAt }) => blockedAt?.toISOString() ?? null,
};

/** `GET /api/customers` and `GET PATCH /api/customers/{id}`: people, for staff; and the list as a file, for owners. */
export function customerRoutes(app: App, sql: Sql): void {
  app.get(
    '/api/customers',
    {
      config: read,
      schema: {
        summary: 'People who have signed up or ordered, newest first',
        tags,
        querystring: Type.Object({ ...ListQuery, ...Filters }),
        response: { 200: PageOf(CustomerShape) },
      },
    },
    async ({ query: { limit, cursor, ...filter } }) => {
      const [before] = decodeCursor(cursor, Type.Tuple([cursorPart.id])) ?? [];
      const { customers, next } = await findCustomers(sql, filter, { before: before ?? null, limit });
      return { items: customers.map(showCustomer), nextCursor: next ? encodeCursor([next]) : null };
    },
  );

  app.get(
    '/api/customers/:id',
    {
      config: read,
      schema: { summary: 'One of them', tags, params: IdParams, response: { 200: CustomerShape } },
    },
    async ({ params }) => {
      const customer = await findCustomer(sql, params.id);
      if (!customer) throw refuse.not_found();
      return showCustomer(customer);
    },
  );

  app.patch(
    '/api/customers/:id',
    {
      config: { service: 'user', needs: permission('customers.write') },
      schema: {
        summary: 'Keep a customer out, or let them in again',
        tags,
        params: IdParams,
        body: ChangeBody,
        response: { 200: CustomerShape },
      },
    },
    async (request) => {
      const change = { userId: request.params.id, ...request.body };
      return showCustomer(await blockCustomer(sql, staffOf(request), change));
    },
  );

  customersFileRoute(app, sql);
}

function customersFileRoute(app: App, sql: Sql): void {
  app.get(
    '/api/exports/customers.csv',
    {
      config: { service: 'user', needs: permission('customers.export') },
      schema: { summary: 'The list as a file', tags, querystring: Type.Object(Filters) },
    },
    async ({ query }, reply) => {
      const rows = snapshotRows<Customer>(sql, (db) => selectCustomers(db, query) as never);
      return sendCsv(reply, { file: 'customers', columns: COLUMNS, rows });
    },
  );
}

function showCustomer({ createdAt, blockedAt, ...user }: Customer) {
  return {
    ...user,
    createdAt: createdAt.toISOString(),
    blocked: blockedAt !== null,
    blockedAt: blockedAt?.toISOString() ?? null,
  };
}
