import { LoggedEntry } from '@sagashop/audit-log/audit-log-call';
import { invalid } from '@sagashop/chassis/errors';
import type { App } from '@sagashop/chassis/http/app';
import { cursorPart, decodeCursor, encodeCursor, ListQuery, PageOf } from '@sagashop/chassis/http/lists';
import { Id, Instant } from '@sagashop/chassis/http/shapes';
import type { Logger } from '@sagashop/chassis/observe/log';
import { warnThrottled } from '@sagashop/chassis/observe/warn-throttled';
import type { Peers } from '@sagashop/chassis/service/calls';
import { endOfDay, startOfDay } from '@sagashop/kernel/clock';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { nameActors } from '../actions/name-actors.ts';
import { type Filter, readLog } from '../actions/read-log.ts';
import { START } from '../domain/log-position.ts';

const Moment = Type.Union([Type.String({ format: 'date' }), Type.String({ format: 'date-time' })]);
const said = { minLength: 1, maxLength: 200, format: 'line' } as const;

const FilterQuery = {
  actor: Type.Optional(Id),
  subject: Type.Optional(
    Type.String({ ...said, description: '`product:ID`, or `product` for all products' }),
  ),
  action: Type.Optional(Type.String({ ...said, description: '`product.change`, or `product`' })),
  from: Type.Optional({ ...Moment, description: 'a day of the shop, or a time' }),
  to: Type.Optional({
    ...Moment,
    description: 'a day of the shop, which is the last one, or the time before which',
  }),
};

const ShownEntry = Type.Object({
  ...LoggedEntry.properties,
  id: Id,
  at: Instant,
  actor: Type.Object({
    id: Id,
    name: Type.Union([Type.String(), Type.Null()], { description: 'null for whoever has left' }),
    roles: Type.Array(Type.String()),
  }),
});

const LogPage = Type.Object({
  ...PageOf(ShownEntry).properties,
  missing: Type.Array(Type.String(), { description: 'services that did not answer' }),
});

const Place = Type.Union([Type.Tuple([cursorPart.instant, cursorPart.id]), Type.Null()]);
const Position = Type.Tuple([Place, Type.Record(Type.String({ maxLength: 50 }), Place)]);

interface Parts {
  peers: Peers;
  /** The shop's. */
  zone: string;
  log: Logger;
}

/** `GET /api/audit-log`: what staff have changed, in all services. */
export function auditLogRoute(app: App, { peers, zone, log }: Parts): void {
  const failed = (service: string, error: unknown) =>
    warnThrottled(
      log,
      `audit log ${service}`,
      { err: error, target: service },
      'a service told no audit log',
    );
  app.get(
    '/api/audit-log',
    {
      config: { service: 'audit', needs: permission('audit-log.read') },
      schema: {
        summary: 'What staff have changed',
        tags: ['audit'],
        querystring: Type.Object({ ...ListQuery, ...FilterQuery }),
        response: { 200: LogPage },
      },
    },
    async (request) => {
      const { limit, cursor, ...filter } = request.query;
      const position = decodeCursor(cursor, Position) ?? START;
      const part = await readLog(peers, filterOf(filter, zone), { position, limit }, failed);
      return {
        items: await nameActors(peers, part.entries),
        nextCursor: part.next && encodeCursor(part.next),
        missing: part.missing,
      };
    },
  );
}

function filterOf({ from, to, ...rest }: { [K in keyof typeof FilterQuery]?: string }, zone: string): Filter {
  return {
    ...rest,
    ...(from !== undefined && { from: momentOf('from', from, (day) => startOfDay(zone, day)) }),
    ...(to !== undefined && { to: momentOf('to', to, (day) => endOfDay(zone, day)) }),
  };
}

/** As PostgreSQL takes it, in ISO 8601. Refuses what looks like a time and is none, as a leap second. */
function momentOf(name: string, text: string, ofDay: (day: string) => number): string {
  const ms = text.includes(':') ? Date.parse(text) : ofDay(text);
  if (Number.isNaN(ms)) throw invalid(name, 'is not a time');
  return new Date(Math.max(0, ms)).toISOString();
}
