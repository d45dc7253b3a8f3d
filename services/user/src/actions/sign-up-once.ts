import { refuse } from '@sagashop/chassis/errors';
import { assertReplayable, findKeys, type KeyUse, nameOfKey } from '@sagashop/chassis/idempotency';
import { type Answered, once } from '@sagashop/chassis/once';
import type { Sql } from '@sagashop/chassis/postgres';
import { newId } from '@sagashop/kernel/ids';
import { isWeak } from '../domain/password.ts';
import { refuseUser } from '../errors.ts';
import { findPassword, insertUser } from '../store/users.ts';
import type { Hasher } from './hash-password.ts';
import { refusingTaken } from './refuse-taken.ts';
import { newUser, refusalOfTaken, type SignUp } from './sign-up.ts';

/**
 * Makes a customer at most once per key, and answers a repeated request as the first was, a taken name too.
 * The fingerprint leaves the password out, since nothing that is quick to compute from one may be kept:
 * whether a repeated request has the same is told by the user's own hash. Another password is another request.
 */
export async function signUpOnce(sql: Sql, hasher: Hasher, use: KeyUse, wish: SignUp): Promise<Answered> {
  const kept = (await findKeys(sql, [use])).get(nameOfKey(use));
  const answer = kept ? { ...keptOutcome(kept, use), replayed: true } : await first(sql, hasher, use, wish);
  if (!answer.replayed || answer.status !== 201) return answer;
  const right = await hasher.verify(await findPassword(sql, answer.subject), wish.password);
  if (!right) throw refuse.idempotency_key_reused();
  return answer;
}

function keptOutcome(kept: Parameters<typeof assertReplayable>[0], use: KeyUse) {
  assertReplayable(kept, use);
  return { status: kept.status, response: kept.response, subject: kept.subject };
}

async function first(sql: Sql, hasher: Hasher, use: KeyUse, wish: SignUp): Promise<Answered> {
  if (isWeak(wish.password, wish.username)) throw refuseUser.weak_password();
  const taken = await refusalOfTaken(sql, wish);
  const password = taken ? '' : await hasher.hash(wish.password);
  const user = newUser(newId(), { ...wish, isAdmin: false });
  return once(sql, { ...use, subject: user.id }, async (tx) => {
    if (taken) throw taken;
    await refusingTaken(() => insertUser(tx, user, { id: newId(), password, mayLookLike: false }));
    return { status: 201, response: JSON.stringify(user) };
  });
}
