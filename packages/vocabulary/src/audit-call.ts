import { uuids } from '@sagashop/chassis/postgres/arrays';
import { byAnyMeans } from '@sagashop/chassis/postgres/by-key';
import type { Db, Sql, Tx } from '@sagashop/chassis/postgres/sql';
import { call } from '@sagashop/chassis/service/calls';
import { type TSchema, Type } from 'typebox';

/** One thing that a service found by checking itself: how many were looked at, and the ids that are wrong. */
export const AuditCheck = Type.Object({
  name: Type.String(),
  checked: Type.Integer(),
  failures: Type.Array(Type.String()),
});

/**
 * `after`: facts of orders whose id is larger, sorted by order id, at most `limit`. `orders`: facts of just
 * these. `since`: only orders whose id is at least this one. `checks`: the service's own checks too, each from
 * one snapshot; with `since` those that judge order by order, of these orders and of `orders`, since a sum
 * needs all of them.
 */
const AuditQuestion = Type.Object({
  after: Type.Optional(Type.String()),
  orders: Type.Optional(Type.Array(Type.String())),
  since: Type.Optional(Type.String()),
  limit: Type.Integer({ minimum: 1, maximum: 10_000 }),
  checks: Type.Optional(Type.Boolean()),
});

/** ms; its sums read whole tables. */
export const AUDIT_PATIENCE = 600_000;

/** Declares a service's answer to the audit, with the shape of its facts about one order. */
export function auditCall<F extends TSchema>(service: string, fact: F) {
  const answer = Type.Object({
    checks: Type.Array(AuditCheck),
    facts: Type.Array(fact),
    /** With `checks`: the time of its database, by which the ids of orders are made; ms since 1970. */
    now: Type.Optional(Type.Number()),
  });
  return call(service, 'audit', AuditQuestion, answer, { patience: AUDIT_PATIENCE });
}

/** Which orders a service's own checks look at, as the question has it: without `since` all of them. */
export interface Newer {
  since?: string;
  orders?: string[];
}

/** Whether the order (or transfer, or booking of one) in this column is among them. */
export function among(db: Db, column: string, { since, orders = [] }: Newer) {
  if (since === undefined) return db`true`;
  return db`(${db(column)} >= ${since} or ${db(column)} = any(${uuids(orders)}::uuid[]))`;
}

/** The most ids that one check names: enough to act on, never a flood. */
export const MOST_FAILURES = 100;

/** Reads on one snapshot, for as long as it takes; it locks nothing, so it holds nobody up. */
export async function onSnapshot<T>(sql: Sql, read: (tx: Tx) => Promise<T>): Promise<T> {
  return (await sql.begin('isolation level repeatable read read only', async (tx) => {
    await tx`set local transaction_timeout = 0`;
    await byAnyMeans(tx);
    return read(tx);
  })) as T;
}
