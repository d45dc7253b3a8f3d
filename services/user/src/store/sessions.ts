import type { Db } from '@sagashop/chassis/postgres/sql';

export interface NewSession {
  /** The SHA-256 of its token, in hex. */
  hash: string;
  userId: string;
  /** In seconds from now. */
  life: number;
  /** What it is good for; everything when left out. */
  scope?: string;
  /** From what sort of device it was opened, and from which address. */
  device?: string | null;
  origin?: string;
}

export async function insertSession(db: Db, session: NewSession): Promise<void> {
  await db`
    insert into sessions (token_hash, user_id, expires_at, scope, device, origin)
    values (decode(${session.hash}, 'hex'), ${session.userId}, now() + ${session.life} * interval '1 second',
      ${session.scope ?? null}, ${session.device ?? null}, ${session.origin ?? null})`;
}

/** The same, or when there is such a session lets that one go on for so long. */
export async function extendSession(db: Db, session: NewSession): Promise<void> {
  await db`
    insert into sessions (token_hash, user_id, expires_at, scope)
    values (decode(${session.hash}, 'hex'), ${session.userId}, now() + ${session.life} * interval '1 second',
      ${session.scope ?? null})
    on conflict (token_hash) do update set expires_at = excluded.expires_at, user_id = excluded.user_id`;
}

/** Ends the sessions of a scope but for one, by the SHA-256 of its token in hex. */
export async function deleteSessionsOfScope(db: Db, scope: string, kept: string): Promise<void> {
  await db`delete from sessions where scope = ${scope} and token_hash <> decode(${kept}, 'hex')`;
}

/**
 * Keeps a session while the user's password is still the one of this hash; false when it is not. The user's
 * row is locked before the password's, as by whoever changes or deletes them: the other way round they deadlock.
 */
export async function insertSessionBy(
  db: Db,
  password: string,
  session: Omit<NewSession, 'scope'>,
): Promise<boolean> {
  const { count } = await db`
    with owner as materialized (select id from users where id = ${session.userId} and blocked_at is null for key share)
    insert into sessions (token_hash, user_id, expires_at, device, origin)
    select decode(${session.hash}, 'hex'), owner.id, now() + ${session.life} * interval '1 second',
      ${session.device ?? null}, ${session.origin ?? null}
    from owner join credentials on credentials.user_id = owner.id
    where credentials.password = ${password} for share of credentials`;
  return count > 0;
}

/**
 * Ends a user's sessions but for one, by the SHA-256 of its token in hex; all when it is null. Those of whoever runs the
 * shop were not opened by a password, and last for minutes: they go on.
 */
export async function deleteOtherSessions(db: Db, userId: string, kept: string | null): Promise<void> {
  await db`
    delete from sessions where user_id = ${userId} and scope is null
    and ${kept === null ? db`true` : db`token_hash <> decode(${kept}, 'hex')`}`;
}

export async function deleteSession(db: Db, hash: string): Promise<void> {
  await db`delete from sessions where token_hash = decode(${hash}, 'hex')`;
}

/** A session as it is shown: by a part of its hash, which is good for nothing. */
export interface OpenSession {
  id: string;
  createdAt: Date;
  expiresAt: Date;
  device: string | null;
  origin: string | null;
  /** Whether it is the one that asks. */
  current: boolean;
}

// Of 32 random bytes' hash, sixteen: no two of a user's sessions have the same.
const shownId = (db: Db) => db`encode(substr(token_hash, 1, 16), 'hex')::uuid`;
// Those of the operator last for minutes, and are theirs to end.
const isOpen = (db: Db) => db`scope is null and expires_at > now()`;

/** The sessions in which a user is signed in, newest first; `own` is the hash (hex) of the token that asks. */
export function openSessions(db: Db, userId: string, own: string | null): Promise<OpenSession[]> {
  return db<OpenSession[]>`
    select ${shownId(db)} as id, created_at, expires_at, device, origin,
      ${own === null ? db`false` : db`token_hash = decode(${own}, 'hex')`} as current
    from sessions where user_id = ${userId} and ${isOpen(db)} order by created_at desc, token_hash limit 100`;
}

/** Ends a session in which a user is signed in, or all when it is null; answers how many. */
export async function deleteOpenSessions(db: Db, userId: string, id: string | null): Promise<number> {
  const { count } = await db`
    delete from sessions where user_id = ${userId} and ${isOpen(db)}
    and ${id === null ? db`true` : db`${shownId(db)} = ${id}`}`;
  return count;
}

export interface SessionOwner {
  hash: string;
  userId: string;
  username: string | null;
  roles: string[];
  isAdmin: boolean;
  language: 'en' | 'ru';
  email: string;
  firstName: string | null;
  lastName: string | null;
  scope: string | null;
}

/** The owners of the sessions that have not expired, for any number of hashes in one query. */
export function findSessionOwners(db: Db, hashes: readonly string[]): Promise<SessionOwner[]> {
  // A bytea[] literal, in which a backslash is written twice: {\\x00ff,…}.
  const literal = `{${hashes.map((hash) => `\\\\x${hash}`).join(',')}}`;
  return db<SessionOwner[]>`
    select encode(s.token_hash, 'hex') as hash, u.id as user_id, u.username, to_json(u.roles) as roles, u.is_admin, u.language,
      u.email, u.first_name, u.last_name, s.scope
    from sessions s join users u on u.id = s.user_id
    where s.token_hash = any(${literal}::bytea[]) and s.expires_at > now()`;
}

/** Deletes at most so many expired sessions, the oldest first; answers how many it deleted. */
export async function deleteExpiredSessions(db: Db, most: number): Promise<number> {
  const { count } = await db`
    delete from sessions where token_hash in (
      select token_hash from sessions where expires_at <= now() order by expires_at limit ${most}
      for update skip locked)`;
  return count;
}
