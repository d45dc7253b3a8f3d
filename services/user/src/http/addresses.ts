import { createOnce, sendCreated } from '@sagashop/chassis/guards/once';
import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import { cursorPart, decodeCursor, ListQuery, PageOf, page } from '@sagashop/chassis/http/lists';
import { Id, IdParams } from '@sagashop/chassis/http/shapes';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { Type } from 'typebox';
import { addAddress } from '../actions/add-address.ts';
import { changeAddress, removeAddress } from '../actions/change-address.ts';
import { LONGEST, trimmedAddress } from '../domain/address.ts';
import { addressesOf } from '../store/addresses.ts';

const Zip = Type.String({ maxLength: LONGEST.zip });
const Region = Type.String({ maxLength: LONGEST.region });
const AddressBody = Type.Object(
  {
    street: Type.String({ minLength: 1, maxLength: LONGEST.street, format: 'said' }),
    zip: Type.Optional(Type.Union([Zip, Type.Null()])),
    city: Type.String({ minLength: 1, maxLength: LONGEST.city, format: 'said' }),
    region: Type.Optional(Type.Union([Region, Type.Null()])),
  },
  { additionalProperties: false },
);
const AddressShape = Type.Object({
  id: Id,
  street: Type.String(),
  zip: Type.Union([Type.String(), Type.Null()]),
  city: Type.String(),
  region: Type.Union([Type.String(), Type.Null()]),
});

const PostalAddress = Type.Tuple([cursorPart.whole]);
const PATH = '/api/users/me/addresses';
const common = { config: { service: 'user', needs: 'signed in' } } as const;
const tags = ['users'];

export function addressRoutes(app: App, sql: Sql): void {
  listRoute(app, sql);
  keepRoute(app, sql);
  app.put(
    `${PATH}/:id`,
    {
      ...common,
      schema: {
        summary: 'Change an address of mine, or choose it',
        tags,
        params: IdParams,
        body: AddressBody,
        response: { 200: AddressShape },
      },
    },
    async (request) => {
      const { userId } = signedIn(request);
      return changeAddress(sql, userId, request.params.id, trimmedAddress(request.body));
    },
  );
  app.delete(
    `${PATH}/:id`,
    {
      ...common,
      schema: {
        summary: 'Delete an address of mine',
        tags,
        params: IdParams,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await removeAddress(sql, signedIn(request).userId, request.params.id);
      return reply.code(204).send(null);
    },
  );
}

function listRoute(app: App, sql: Sql): void {
  app.get(
    PATH,
    {
      ...common,
      schema: {
        summary: 'My addresses, the one chosen last first',
        tags,
        querystring: Type.Object(ListQuery),
        response: { 200: PageOf(AddressShape) },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query;
      const before = decodeCursor(cursor, PostalAddress)?.[0];
      const rows = await addressesOf(sql, signedIn(request).userId, { limit: limit + 1, before });
      return page(
        rows,
        limit,
        (row) => [row.turn],
        ({ turn: _, ...address }) => address,
      );
    },
  );
}

function keepRoute(app: App, sql: Sql): void {
  app.post(
    PATH,
    {
      ...common,
      schema: {
        summary: 'Keep an address',
        description: 'An Idempotency-Key, when sent, is honoured.',
        tags,
        body: AddressBody,
        response: { 201: AddressShape },
      },
    },
    async (request, reply) => {
      const { userId } = signedIn(request);
      const scope = { caller: userId, route: `POST ${PATH}` };
      const address = trimmedAddress(request.body);
      return sendCreated(
        reply,
        await createOnce(sql, request, scope, (tx) => addAddress(tx, userId, address)),
      );
    },
  );
}
