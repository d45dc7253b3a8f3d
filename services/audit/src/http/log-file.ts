import type { App } from '@sagashop/chassis/http/app';
import type { Peers } from '@sagashop/chassis/service/calls';
import { type CsvColumns, sendCsv } from '@sagashop/csv/send-csv';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import type { NamedEntry } from '../actions/name-people.ts';
import { wholeLog } from '../actions/whole-log.ts';
import { filterOf, LogFilterQuery } from './log-filter.ts';

const COLUMNS: CsvColumns<NamedEntry> = {
  id: ({ id }) => id,
  at: ({ at }) => at,
  actor: ({ actor }) => actor.name,
  actorId: ({ actor }) => actor.id,
  roles: ({ actor }) => actor.roles.join(' '),
  action: ({ action }) => action,
  subject: ({ subject }) => subject,
  subjectName: ({ subjectName = null }) => subjectName,
  before: ({ before }) => JSON.stringify(before),
  after: ({ after }) => JSON.stringify(after),
  reason: ({ reason = null }) => reason,
  from: ({ from }) => from,
};

/** `GET /api/exports/audit-log.csv`: what the log's list finds, as a file of any size. */
export function logFileRoute(app: App, { peers, zone }: { peers: Peers; zone: string }): void {
  const schema = {
    summary: 'What staff have changed, as a file',
    tags: ['audit'],
    querystring: Type.Object(LogFilterQuery),
  };
  const config = { service: 'audit', needs: permission('audit-log.read') };
  app.get('/api/exports/audit-log.csv', { config, schema }, async ({ query }, reply) =>
    sendCsv(reply, {
      file: 'audit-log',
      columns: COLUMNS,
      rows: wholeLog(peers, filterOf(query, zone)),
    }),
  );
}
