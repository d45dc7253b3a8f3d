import { LoggedEntry } from '@sagashop/audit-log/audit-log-call';
import type { App } from '@sagashop/chassis/http/app';
import { cursorPart, decodeCursor, encodeCursor, ListQuery, PageOf } from '@sagashop/chassis/http/lists';
import { Id, Instant } from '@sagashop/chassis/http/shapes';
import type { Logger } from '@sagashop/chassis/observe/log';
import { warnThrottled } from '@sagashop/chassis/observe/warn-throttled';
import type { Peers } from '@sagashop/chassis/service/calls';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { namePeople } from '../actions/name-people.ts';
import { readLog } from '../actions/read-log.ts';
import { START } from '../domain/log-position.ts';
import { filterOf, LogFilterQuery } from './log-filter.ts';

const ShownEntry = Type.Object({
  ...LoggedEntry.properties,
  id: Id,
  at: Instant,
  actor: Type.Object({
    id: Id,
    name: Type.Union([Type.String(), Type.Null()], { description: 'null for whoever has left' }),
    roles: Type.Array(Type.String()),
  }),
  subjectName: Type.Optional(
    Type.Union([Type.String(), Type.Null()], {
      description:
        'where the subject is a person: how they are called; null for a guest, and for whoever has left',
    }),
  ),
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
        querystring: Type.Object({ ...ListQuery, ...LogFilterQuery }),
        response: { 200: LogPage },
      },
    },
    async (request) => {
      const { limit, cursor, ...filter } = request.query;
      const position = decodeCursor(cursor, Position) ?? START;
      const part = await readLog(peers, filterOf(filter, zone), { position, limit }, failed);
      return {
        items: await namePeople(peers, part.entries),
        nextCursor: part.next && encodeCursor(part.next),
        missing: part.missing,
      };
    },
  );
}
