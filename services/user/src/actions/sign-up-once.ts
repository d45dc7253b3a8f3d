import { assertReplayable, findKeys, type KeyUse, nameOfKey } from '@sagashop/chassis/guards/idempotency';
import { type Answered, once } from '@sagashop/chassis/guards/once';
import { guarded } from '@sagashop/chassis/guards/throttle';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import type { Problem } from '@sagashop/kernel/problem';
import { SIGN_UP_KEY } from '../domain/limits.ts';
import { isWeakPassword } from '../domain/password.ts';
import { refuseUser } from '../errors.ts';
import { findUserByName } from '../store/users.ts';
import type { Hasher } from './hasher.ts';
import { refuseTaken } from './refuse-taken.ts';
import { strangersLimits } from './sign-in.ts';
import { insertMember, newUser, refusalOfTaken, type SignUp } from './sign-up.ts';

/** How a sign-up uses its key: without a caller, since nobody is signed in. */
export type SignUpUse = Omit<KeyUse, 'caller'>;

/**
 * Makes a customer at most once per key, and answers a repeated request as the first was, a taken name too. The caller
 * is whoever knows the password: with another one the same key is another key, and gives nothing of the first away.
 * That the answer is the first one's tells that the password is too, so every other answer counts as a guess at it.
 */
export async function signUpOnce(
  parts: { sql: Sql; hasher: Hasher },
  given: SignUpUse,
  input: SignUp & { ip: string },
): Promise<Answered> {
  const { sql, hasher } = parts;
  if (isWeakPassword(input.password, input)) throw refuseUser.weak_password();
  const taken = await refusalOfTaken(sql, input);
  const account = taken && (await findUserByName(sql, input.username));
  const limits = [
    { ...SIGN_UP_KEY, who: `sign-up key\n${given.key}` },
    ...(account ? strangersLimits(account.id, input.ip) : []),
  ];
  let answer: Answered | undefined;
  await guarded(sql, limits, async () => {
    // No quick hash of a password may be kept, so the caller's id comes from a slow one.
    const use = { ...given, caller: await hasher.idOf(input.password, `${given.route}\n${given.key}`) };
    answer = (await repeated(sql, use)) ?? (await first(parts, use, input, taken));
    return answer.replayed ? answer : undefined;
  });
  return answer!;
}

async function repeated(sql: Sql, use: KeyUse): Promise<Answered | undefined> {
  const kept = (await findKeys(sql, [use])).get(nameOfKey(use));
  if (!kept) return undefined;
  assertReplayable(kept, use);
  return { status: kept.status, response: kept.response, subject: kept.subject, replayed: true };
}

async function first(
  { sql, hasher }: { sql: Sql; hasher: Hasher },
  use: KeyUse,
  input: SignUp,
  taken: Problem | null,
): Promise<Answered> {
  const password = taken ? '' : await hasher.hash(input.password);
  const user = newUser(newId(), { ...input, roles: [] });
  return once(sql, { ...use, subject: user.id }, async (tx) => {
    if (taken) throw taken;
    await refuseTaken(() => insertMember(tx, user, password));
    return { status: 201, response: JSON.stringify(user) };
  });
}
