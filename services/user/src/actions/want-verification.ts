import { refuse } from '@sagashop/chassis/errors';
import type { Sql, Tx } from '@sagashop/chassis/postgres/sql';
import { emailKey } from '@sagashop/chassis/text/email';
import { newId } from '@sagashop/kernel/ids';
import { VERIFICATION } from '../domain/limits.ts';
import { VERIFICATION_LIFE } from '../domain/mail-link.ts';
import type { User } from '../domain/user.ts';
import { insertVerification } from '../store/mail-links.ts';
import { lockUser } from '../store/users.ts';
import { hasRoom } from './has-room.ts';

/**
 * Has a user asked, by a mail, whether the address that they have given is theirs. Inside the transaction that keeps it. Whoever
 * types others' addresses has none of them written to again and again: beyond `VERIFICATION` nothing is sent, and what was sent
 * stays good.
 */
export async function wantVerification(tx: Tx, user: Pick<User, 'id' | 'email' | 'language'>): Promise<void> {
  const limits = [
    { ...VERIFICATION.address, who: `verification\n${emailKey(user.email)}` },
    { ...VERIFICATION.user, who: `verification of\n${user.id}` },
  ];
  if (!(await hasRoom(tx, limits))) return;
  await insertVerification(tx, user, { id: newId(), language: user.language, life: VERIFICATION_LIFE });
}

/** Has whoever is signed in asked once more; earlier links are good for nothing then. Nothing is sent where it is known already. */
export async function askAgain(sql: Sql, userId: string): Promise<void> {
  await sql.begin(async (tx) => {
    const user = await lockUser(tx, userId);
    if (!user) throw refuse.not_signed_in();
    if (!user.emailVerified) await wantVerification(tx, user);
  });
}
