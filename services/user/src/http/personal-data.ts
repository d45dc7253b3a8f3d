import { Readable } from 'node:stream';
import { staffOf } from '@sagashop/audit-log/staff-of';
import type { App } from '@sagashop/chassis/http/app';
import { IdParams } from '@sagashop/chassis/http/shapes';
import type { Logger } from '@sagashop/chassis/observe/log';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { Peers } from '@sagashop/chassis/service/calls';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { erase } from '../actions/leave.ts';
import { personalExport } from '../actions/personal-export.ts';

interface Parts {
  sql: Sql;
  peers: Peers;
  log: Logger;
}

const ErasureBody = Type.Object(
  { reason: Type.String({ minLength: 1, maxLength: 500, format: 'said' }) },
  { additionalProperties: false },
);
const tags = ['customers'];

/** What an owner does with all that the shop keeps about a person, when they ask for it: hand it over, or erase it. */
export function personalDataRoutes(app: App, parts: Parts): void {
  app.post(
    '/api/customers/:id/export',
    {
      config: { service: 'user', needs: permission('customers.export') },
      schema: { summary: 'Everything that is kept about somebody, as a file', tags, params: IdParams },
    },
    async (request, reply) => {
      const id = request.params.id;
      const text = await personalExport(parts, staffOf(request), id);
      return reply
        .type('application/json; charset=utf-8')
        .header('content-disposition', `attachment; filename="customer-${id}.json"`)
        .header('cache-control', 'no-store')
        .send(Readable.from(text));
    },
  );

  app.post(
    '/api/customers/:id/erasure',
    {
      config: { service: 'user', needs: permission('customers.erase') },
      schema: {
        summary: 'Erase somebody who has asked for it',
        tags,
        params: IdParams,
        body: ErasureBody,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await erase(parts, request.params.id, { ...staffOf(request), reason: request.body.reason });
      return reply.code(204).send(null);
    },
  );
}
