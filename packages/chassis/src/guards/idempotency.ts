import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { invalid, refuse } from '../errors.ts';
import { texts, uuids } from '../postgres/arrays.ts';
import type { Db, Tx } from '../postgres/sql.ts';

/** Who used a key, where: the scope in which it means something. */
export interface KeyUse {
  caller: string;
  route: string;
  key: string;
  fingerprint: string;
}

/** What is kept for a key. `status` and `response` stand once the outcome is fixed. */
export interface KeptKey extends KeyUse {
  subject: string;
  status: number | null;
  response: string | null;
}

/**
 * The Idempotency-Key of a request: 1 to 255 visible ASCII characters, bare or quoted as the IETF draft has
 * it; both forms of a key are the same key. Refuses with 400 when it is missing and 422 when it is no key.
 */
export function idempotencyKey(request: FastifyRequest): string {
  const given = request.headers['idempotency-key'];
  if (typeof given !== 'string' || given === '') throw refuse.idempotency_key_missing();
  const key = /^".*"$/.test(given) ? given.slice(1, -1) : given;
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw invalid('Idempotency-Key', 'must be 1 to 255 visible ASCII characters');
  }
  return key;
}

/**
 * How a route that honours a key uses it for `what`, that is for what a repetition must have in common with it;
 * undefined when no key was sent. Refuses what is no key.
 */
export function keyUse<Scope extends { route: string }>(
  request: FastifyRequest,
  scope: Scope,
  what: unknown,
): (Scope & Pick<KeyUse, 'key' | 'fingerprint'>) | undefined {
  if (request.headers['idempotency-key'] === undefined) return undefined;
  return { ...scope, key: idempotencyKey(request), fingerprint: fingerprint(what) };
}

/** A hash of what a body means: the order of its fields and its white space do not count. */
export function fingerprint(body: unknown): string {
  return createHash('sha256').update(canonical(body)).digest('base64url');
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`;
}

/** The kept keys among those used; for any number of uses in one query. */
export async function findKeys(db: Db, uses: readonly KeyUse[]): Promise<Map<string, KeptKey>> {
  const rows = await db<KeptKey[]>`
    select caller, route, key, fingerprint, subject, status, response from idempotency_keys
    join unnest(${uuids(uses.map((use) => use.caller))}::uuid[], ${texts(uses.map((use) => use.route))}::text[],
      ${texts(uses.map((use) => use.key))}::text[]) as used (caller, route, key) using (caller, route, key)`;
  return new Map(rows.map((row) => [nameOfKey(row), row]));
}

/** A key's place in the map that findKeys answers. */
export function nameOfKey(use: KeyUse): string {
  return `${use.caller} ${use.route} ${use.key}`;
}

type Claim = KeyUse & { subject: string };

/**
 * Inserts keys that protect what this transaction does; the insert decides between two firsts. Answers the
 * subjects that own their keys after it: a key that is there already with one's own subject is one's own
 * (the answer to an earlier COMMIT was lost).
 */
export async function claimKeys(tx: Tx, keys: readonly Claim[]): Promise<Set<string>> {
  const inserted = await insertKeys(tx, keys, tx`on conflict do nothing`);
  // Nearly always all of them are new, and then nothing has to be read back.
  if (inserted.count === keys.length) return new Set(keys.map((use) => use.subject));
  const mine = new Set<string>();
  const kept = await findKeys(tx, keys);
  for (const use of keys) if (kept.get(nameOfKey(use))?.subject === use.subject) mine.add(use.subject);
  return mine;
}

/** As `claimKeys`, but fails with 23505 when one of them is there: then nothing else needs to wait for its answer. */
export async function claimNewKeys(tx: Tx, keys: readonly Claim[]): Promise<void> {
  await insertKeys(tx, keys, tx``);
}

async function insertKeys(tx: Tx, keys: readonly Claim[], onConflict: ReturnType<Tx>) {
  const sorted = [...keys].sort((a, b) => (nameOfKey(a) < nameOfKey(b) ? -1 : 1));
  return tx`
    insert into idempotency_keys (caller, route, key, fingerprint, subject)
    select * from unnest(${uuids(sorted.map((use) => use.caller))}::uuid[],
      ${texts(sorted.map((use) => use.route))}::text[], ${texts(sorted.map((use) => use.key))}::text[],
      ${texts(sorted.map((use) => use.fingerprint))}::text[], ${uuids(sorted.map((use) => use.subject))}::uuid[])
    ${onConflict}`;
}

/** Fixes the outcome of a key that this transaction, or an earlier one, has claimed. What is fixed stays so. */
export async function finishKey(
  db: Db,
  use: KeyUse,
  outcome: { status: number; response: string },
): Promise<void> {
  await db`
    update idempotency_keys set status = ${outcome.status}, response = ${outcome.response}
    where caller = ${use.caller} and route = ${use.route} and key = ${use.key} and status is null`;
}

/**
 * Deletes the keys that are older than `days`. It walks the table by its blocks, some in a statement so that no
 * lock is held for long, instead of by an index on the time, which every order would have to keep.
 */
export async function deleteOldKeys(db: Db, days: number, blocks = 128): Promise<void> {
  const [table] = await db<{ size: number }[]>`
    select pg_relation_size('idempotency_keys') / current_setting('block_size')::int as size`;
  for (let block = 0; block < table!.size; block += blocks) {
    await db`
      delete from idempotency_keys
      where ctid >= ${`(${block},0)`}::text::tid and ctid < ${`(${block + blocks},0)`}::text::tid
        and created_at < now() - ${days} * interval '1 day'`;
  }
}

/** Refuses a key that was used for another request, or whose first request has not ended. */
export function assertReplayable(
  kept: KeptKey,
  use: KeyUse,
): asserts kept is KeptKey & { status: number; response: string } {
  if (kept.fingerprint !== use.fingerprint) throw refuse.idempotency_key_reused();
  if (kept.status === null) throw refuse.idempotency_in_progress({}, { 'retry-after': '1' });
}

/** Answers as the first request was answered, byte for byte. */
export function replay(reply: FastifyReply, kept: { status: number; response: string }): FastifyReply {
  return sendStored(reply.header('idempotency-replayed', 'true'), kept.status, kept.response);
}

/** Sends bytes that are JSON already. */
export function sendStored(reply: FastifyReply, status: number, response: string): FastifyReply {
  return reply
    .code(status)
    .type(status < 400 ? 'application/json; charset=utf-8' : 'application/problem+json')
    .serializer((body: unknown) => body as string)
    .send(response);
}
