import type { Db, Sql } from '@sagashop/chassis/postgres/sql';
import { answers, call } from '@sagashop/chassis/service/calls';
import { type Static, Type } from 'typebox';

/** An entry as services tell it. */
export const LoggedEntry = Type.Object({
  id: Type.String(),
  at: Type.String(),
  actor: Type.Object({ id: Type.String(), roles: Type.Array(Type.String()) }),
  action: Type.String(),
  subject: Type.String(),
  before: Type.Record(Type.String(), Type.Unknown()),
  after: Type.Record(Type.String(), Type.Unknown()),
  reason: Type.Optional(Type.String()),
  from: Type.String(),
});

/** Which entries: `actor`, `subject`, `action`, `text`, and when (`from` on, before `to`), in ISO 8601. */
export const LogFilter = Type.Object({
  actor: Type.Optional(Type.String()),
  /** A subject, or the kind of many. */
  subject: Type.Optional(Type.String()),
  /** An action, or the noun of many. */
  action: Type.Optional(Type.String()),
  /** Words that stand in it, as they stand there: why, whose, what. */
  text: Type.Optional(Type.String()),
  from: Type.Optional(Type.String()),
  to: Type.Optional(Type.String()),
});

/** The place of an entry among the others: they go by time, and by id where that is the same. */
const LogPlace = Type.Object({ at: Type.String(), id: Type.String() });

const LogQuestion = Type.Object({
  ...LogFilter.properties,
  /** Only those older than this. */
  before: Type.Optional(LogPlace),
  limit: Type.Integer({ minimum: 1, maximum: 1001 }),
});

/** The call by which a service answers its entries, newest first: the capability `audit-log` of its manifest. */
export function auditLogCall(service: string) {
  return call(service, 'audit-log', LogQuestion, Type.Object({ entries: Type.Array(LoggedEntry) }));
}

/** A service's answer to `auditLogCall`. */
export function answerAuditLog(service: string, sql: Sql) {
  return answers(auditLogCall(service), async (question) => ({ entries: await readAuditLog(sql, question) }));
}

type Row = Omit<Static<typeof LoggedEntry>, 'at' | 'actor' | 'reason'> & {
  at: Date;
  actor: string;
  roles: string[];
  reason: string | null;
};

/** A service's own entries, newest first. */
export async function readAuditLog(
  db: Db,
  { actor, subject, action, text, from, to, before, limit }: Static<typeof LogQuestion>,
): Promise<Static<typeof LoggedEntry>[]> {
  const among = (column: string, said: string, behind: string) =>
    said.includes(behind) ? db`${db(column)} = ${said}` : db`starts_with(${db(column)}, ${said + behind})`;
  const rows = await db<Row[]>`
    select id, at, actor, to_json(roles) as roles, action, subject, before, after, reason, origin as from
    from audit_log
    where true
      ${actor === undefined ? db`` : db`and actor = ${actor}`}
      ${subject === undefined ? db`` : db`and ${among('subject', subject, ':')}`}
      ${action === undefined ? db`` : db`and ${among('action', action, '.')}`}
      ${text === undefined ? db`` : db`and strpos(${said(db)}, lower(${text})) > 0`}
      ${from === undefined ? db`` : db`and at >= ${from}`}
      ${to === undefined ? db`` : db`and at < ${to}`}
      ${before === undefined ? db`` : db`and (at, id) < (${before.at}, ${before.id})`}
    order by at desc, id desc limit ${limit}`;
  return rows.map(({ at, actor: id, roles, reason, ...row }) => ({
    ...row,
    at: at.toISOString(),
    actor: { id, roles },
    ...(reason !== null && { reason }),
  }));
}

/** What is searched for words: everything that an entry says in letters. */
const said = (db: Db) => db`lower(concat_ws(' ', action, subject, reason, before, after))`;
