import { refuse } from '@sagashop/chassis/errors';
import { assertReplayable, findKeys, type KeyUse, nameOfKey } from '@sagashop/chassis/guards/idempotency';
import { type Answered, once } from '@sagashop/chassis/guards/once';
import type { Sql, Tx } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import { Problem } from '@sagashop/kernel/problem';
import { isWeakPassword } from '../domain/password.ts';
import type { Member } from '../domain/user.ts';
import { usernameOf } from '../domain/username-of.ts';
import { refuseUser } from '../errors.ts';
import { findTaken, findUser, lockName, lockUser, saveMembership } from '../store/users.ts';
import { checkPassword, type PasswordProof } from './check-password.ts';
import { freeName } from './free-name.ts';
import type { Hasher } from './hasher.ts';
import { refuseTaken } from './refuse-taken.ts';

interface Wish extends Omit<PasswordProof, 'currentPassword'> {
  password: string;
  /** What is made of the e-mail address when left out. */
  username?: string;
}

/**
 * Makes a member of a guest: the same user, so what they have ordered and their money stay theirs. Refuses a weak password, a
 * name or an e-mail address that a member has, and who is one already; with a key it happens once.
 */
export async function becomeMember(
  parts: { sql: Sql; hasher: Hasher },
  use: KeyUse | undefined,
  wish: Wish,
): Promise<Answered> {
  const { sql, hasher } = parts;
  const again = use && (await repeated(parts, use, wish));
  if (again) return again;
  const user = await findUser(sql, wish.userId);
  if (!user) throw refuse.not_signed_in();
  const username = wish.username ?? usernameOf(user.email);
  if (isWeakPassword(wish.password, { username, email: user.email })) throw refuseUser.weak_password();
  const password = await hasher.hash(wish.password);
  const effect = async (tx: Tx) => {
    const member = await makeMember(tx, { userId: wish.userId, wanted: wish.username, password });
    return { status: 201, response: JSON.stringify(member) };
  };
  const subject = wish.userId;
  if (use) return once(sql, { ...use, subject: newId() }, effect);
  return { ...(await (sql.begin(effect) as ReturnType<typeof effect>)), replayed: false, subject };
}

/** What was answered before under this key, for whoever knows the password that was chosen then: no hash of it is kept here. */
async function repeated(
  { sql, hasher }: { sql: Sql; hasher: Hasher },
  use: KeyUse,
  { password, ...asks }: Wish,
): Promise<Answered | undefined> {
  const kept = (await findKeys(sql, [use])).get(nameOfKey(use));
  if (!kept) return undefined;
  assertReplayable(kept, use);
  if (kept.status === 201) {
    await checkPassword(sql, hasher, { ...asks, currentPassword: password }).catch((error: unknown) => {
      const another = error instanceof Problem && error.code === 'wrong_credentials';
      throw another ? refuse.idempotency_key_reused() : error;
    });
  }
  return { status: kept.status, response: kept.response, subject: kept.subject, replayed: true };
}

async function makeMember(
  tx: Tx,
  { userId, wanted, password }: { userId: string; wanted: string | undefined; password: string },
): Promise<Member> {
  const user = await lockUser(tx, userId);
  if (!user) throw refuse.not_signed_in();
  if (!user.guest) throw refuseUser.already_member();
  const usual = wanted ?? usernameOf(user.email);
  // Of two at once the second sees what the first has taken.
  await lockName(tx, usual);
  const taken = await findTaken(tx, usual, user.email);
  if (taken.email) throw refuseUser.email_taken();
  const username = wanted ?? (await freeName(tx, user.email));
  const member = { ...user, username, guest: false };
  await refuseTaken(() => saveMembership(tx, member, { id: newId(), password }));
  return member;
}
