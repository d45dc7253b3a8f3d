import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { KeyUse } from '@sagashop/chassis/guards/idempotency';
import { networksOf } from '@sagashop/chassis/guards/networks';
import { type Answered, once } from '@sagashop/chassis/guards/once';
import { tokenHash } from '@sagashop/chassis/http/session-token';
import type { Sql, Tx } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import { deviceWords } from '../domain/device-words.ts';
import { SESSION_LIFE } from '../domain/session.ts';
import type { User } from '../domain/user.ts';
import { uuidOf } from '../domain/uuid-of.ts';
import { insertSession } from '../store/sessions.ts';
import { insertGuest } from '../store/users.ts';
import type { secretKey } from './secret-key.ts';
import { type SignUp, told } from './sign-up.ts';

export type NewGuest = Omit<SignUp, 'username' | 'password'>;

/** How a request uses its key: nobody has signed in who could be its caller. */
type GuestUse = Omit<KeyUse, 'caller'>;

interface Parts {
  sql: Sql;
  /** What the tokens of guests who come with a key are made with. */
  secret: ReturnType<typeof secretKey>;
}

/**
 * Makes a guest and opens their session, at most once per key where one is given; `response` has the user. A repetition from
 * the same network gives the same token, which is kept nowhere: it is made of the key, and of that only a hash is kept.
 */
export async function beginAsGuest(
  { sql, secret }: Parts,
  given: GuestUse | undefined,
  input: NewGuest & { ip: string; agent: string | undefined },
): Promise<Answered & { token: string }> {
  const user = newGuest(newId(), input);
  if (!given) {
    const token = randomBytes(32).toString('base64url');
    const outcome = await sql.begin((tx) => keepGuest(tx, user, token, input));
    return { ...outcome, replayed: false, subject: user.id, token };
  }
  const signing = await secret();
  const tokenFor = (id: string) =>
    createHmac('sha256', signing).update(`${id}\n${given.key}`).digest('base64url');
  const use = { ...given, caller: callerFrom(input.ip), key: hashOf(given.key).toString('base64url') };
  const answer = await once(sql, { ...use, subject: user.id }, (tx) =>
    keepGuest(tx, user, tokenFor(user.id), input),
  );
  return { ...answer, token: tokenFor(answer.subject) };
}

async function keepGuest(
  tx: Tx,
  user: User,
  token: string,
  { ip, agent }: { ip: string; agent: string | undefined },
) {
  await insertGuest(tx, user);
  const where = { device: deviceWords(agent), origin: ip };
  await insertSession(tx, { hash: tokenHash(token), userId: user.id, life: SESSION_LIFE, ...where });
  return { status: 201, response: JSON.stringify(user) };
}

function newGuest(id: string, input: NewGuest): User {
  return { id, username: null, ...told(input), roles: [], isAdmin: false, guest: true, emailVerified: false };
}

const hashOf = (text: string) => createHash('sha256').update(text).digest();

/** Whoever guesses a key that is no secret, such as `1`, from elsewhere uses another one. */
const callerFrom = (ip: string) => uuidOf(hashOf(`guests\n${networksOf(ip)[0]!.name}`));
