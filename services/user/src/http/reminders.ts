import { refuse } from '@sagashop/chassis/errors';
import type { RouteLimits } from '@sagashop/chassis/guards/allowances';
import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import { cursorPart, decodeCursor, ListQuery, PageOf, page } from '@sagashop/chassis/http/lists';
import { Id, IdParams, Instant } from '@sagashop/chassis/http/shapes';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { Peers } from '@sagashop/chassis/service/calls';
import { IdsText } from '@sagashop/vocabulary/ids-text';
import { permission } from '@sagashop/vocabulary/permissions';
import { preferredLanguage } from '@sagashop/vocabulary/preferred-language';
import { Type } from 'typebox';
import { askReminder } from '../actions/ask-reminder.ts';
import { REMINDER } from '../domain/limits.ts';
import type { Reminder } from '../domain/reminder.ts';
import { countReminders, deleteReminder, findReminders } from '../store/reminders.ts';
import { Email } from './user-fields.ts';

/** An office may wait for a shelf of goods; whoever types others' addresses does not get far. */
const ASKING: RouteLimits = {
  rates: [
    { by: 'address', room: 100, each: 10 },
    { by: 'user', room: 100, each: 10 },
  ],
  failures: [REMINDER],
};
const tags = ['reminders'];

const ReminderShape = Type.Object({
  id: Id,
  productId: Id,
  variantId: Type.Union([Id, Type.Null()], {
    description: 'the variant that is waited for; null for the product’s first one, or where it has none',
  }),
  createdAt: Instant,
});

interface Parts {
  sql: Sql;
  peers: Pick<Peers, 'ask'>;
}

/** People who want to be told when something that is sold out is there again. */
export function reminderRoutes(app: App, parts: Parts): void {
  askRoute(app, parts);
  ownRoutes(app, parts.sql);
  countsRoute(app, parts.sql);
}

function askRoute(app: App, parts: Parts): void {
  app.post(
    '/api/reminders',
    {
      config: { service: 'user', needs: 'anyone', limits: ASKING },
      schema: {
        summary: 'Be told when something that is sold out is there again',
        tags,
        body: Type.Object(
          { productId: Id, variantId: Type.Optional(Id), email: Type.Optional(Email) },
          { additionalProperties: false },
        ),
        response: {
          202: Type.Object({
            state: Type.Enum(['waiting', 'asked'], {
              description: '`asked`: a mail asks first whether the address is theirs',
            }),
          }),
        },
      },
    },
    async (request, reply) => {
      const { email, ...wanted } = request.body;
      const language = preferredLanguage(request.headers['accept-language']);
      if (email === undefined && !request.identity) throw refuse.not_signed_in();
      const who = email === undefined ? { userId: signedIn(request).userId } : { email, language };
      const state = await askReminder(parts, wanted, who);
      return reply.code(202).send({ state });
    },
  );
}

function ownRoutes(app: App, sql: Sql): void {
  const config = { service: 'user', needs: 'signed in' } as const;
  app.get(
    '/api/reminders',
    {
      config,
      schema: {
        summary: 'What I wait for, the newest first',
        tags,
        querystring: Type.Object({ productId: Type.Optional(Id), ...ListQuery }),
        response: { 200: PageOf(ReminderShape) },
      },
    },
    async (request) => {
      const { productId, limit, cursor } = request.query;
      const before = decodeCursor(cursor, Type.Tuple([cursorPart.id]))?.[0] ?? null;
      const which = { productId, before, limit: limit + 1 };
      const rows = await findReminders(sql, signedIn(request).userId, which);
      return page(rows, limit, ({ id }) => [id], showReminder);
    },
  );
  app.delete(
    '/api/reminders/:id',
    {
      config,
      schema: {
        summary: 'Wait for something no more',
        tags,
        params: IdParams,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const gone = await deleteReminder(sql, signedIn(request).userId, request.params.id);
      if (!gone) throw refuse.not_found();
      return reply.code(204).send(null);
    },
  );
}

function countsRoute(app: App, sql: Sql): void {
  app.get(
    '/api/reminders/counts',
    {
      config: { service: 'user', needs: permission('stock.read') },
      schema: {
        summary: 'How many people wait for products',
        tags,
        querystring: Type.Object({ ids: IdsText }),
        response: {
          200: Type.Object({ items: Type.Array(Type.Object({ id: Id, waiting: Type.Integer() })) }),
        },
      },
    },
    async (request) => {
      const ids = request.query.ids.split(',');
      const counts = await countReminders(sql, ids);
      return { items: ids.map((id, place) => ({ id, waiting: counts[place]! })) };
    },
  );
}

function showReminder({ id, productId, stockedId, createdAt }: Reminder) {
  const variantId = stockedId === productId ? null : stockedId;
  return { id, productId, variantId, createdAt: createdAt.toISOString() };
}
