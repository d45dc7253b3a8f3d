import type { Sql } from '@sagashop/chassis/postgres/sql';
import { emailKey } from '@sagashop/chassis/text/email';
import { isWeakPassword } from '../domain/password.ts';
import { refuseUser } from '../errors.ts';
import { findResetter, noteVerified, takeReset } from '../store/mail-links.ts';
import { deleteOtherSessions } from '../store/sessions.ts';
import { lockUser, setPassword } from '../store/users.ts';
import type { Hasher } from './hasher.ts';
import type { LinkTokens } from './link-tokens.ts';

/** Until when the link of a token is good. Refuses as `link_used` one that is used, too old, or never was. */
export async function openReset(sql: Sql, tokens: LinkTokens, token: string) {
  const id = await tokens.idOf('reset_password', token);
  const found = id && (await findResetter(sql, id));
  if (!id || !found) throw refuseUser.link_used();
  const { expiresAt, ...user } = found;
  return { id, expiresAt, user };
}

/**
 * Gives whoever has the link another password, once, and ends all sessions of the account; that the address is theirs is shown
 * by it. Refuses a weak password, which leaves the link as it was, and otherwise as `openReset` does.
 */
export async function redeemReset(
  { sql, hasher, tokens }: { sql: Sql; hasher: Hasher; tokens: LinkTokens },
  { token, password }: { token: string; password: string },
): Promise<void> {
  const { id, user } = await openReset(sql, tokens, token);
  if (isWeakPassword(password, user)) throw refuseUser.weak_password();
  const fresh = await hasher.hash(password);
  await sql.begin(async (tx) => {
    const locked = await lockUser(tx, user.id);
    const taken = await takeReset(tx, id);
    // The address may have become another one meanwhile: whoever has the old one has lost the account.
    if (!taken || !locked || locked.guest || emailKey(locked.email) !== taken.emailKey)
      throw refuseUser.link_used();
    await setPassword(tx, user.id, fresh);
    await deleteOtherSessions(tx, user.id, null);
    await noteVerified(tx, user.id);
  });
}
