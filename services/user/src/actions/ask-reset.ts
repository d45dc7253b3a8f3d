import type { Sql } from '@sagashop/chassis/postgres/sql';
import { emailKey } from '@sagashop/chassis/text/email';
import { newId } from '@sagashop/kernel/ids';
import { RESET } from '../domain/limits.ts';
import { RESET_LIFE } from '../domain/mail-link.ts';
import { insertReset } from '../store/mail-links.ts';
import { hasRoom } from './has-room.ts';

/**
 * Has a link sent with which a password is chosen anew, if somebody has an account with this address: that is looked up later,
 * so that neither the answer nor its time tells. Beyond `RESET` an address is sent nothing more, and that is not told either.
 */
export async function askReset(sql: Sql, asked: { email: string; language: string }): Promise<void> {
  const limits = [{ ...RESET, who: `password reset\n${emailKey(asked.email)}` }];
  if (!(await hasRoom(sql, limits))) return;
  await sql.begin((tx) => insertReset(tx, { ...asked, id: newId(), life: RESET_LIFE }));
}
