import { guarded } from '@sagashop/chassis/guards/throttle';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { emailKey } from '@sagashop/chassis/text/email';
import { newId } from '@sagashop/kernel/ids';
import { Problem } from '@sagashop/kernel/problem';
import { RESET } from '../domain/limits.ts';
import { RESET_LIFE } from '../domain/mail-link.ts';
import { insertReset } from '../store/mail-links.ts';

/**
 * Has a link sent with which a password is chosen anew, if somebody has an account with this address: that is looked up later,
 * so that neither the answer nor its time tells. Beyond `RESET` an address is sent nothing more, and that is not told either.
 */
export async function askReset(sql: Sql, asked: { email: string; language: string }): Promise<void> {
  const limits = [{ ...RESET, who: `password reset\n${emailKey(asked.email)}` }];
  try {
    // Each counts, as a failure would.
    await guarded(sql, limits, async () => undefined);
  } catch (error) {
    if (error instanceof Problem && error.code === 'too_many_attempts') return;
    throw error;
  }
  await sql.begin((tx) => insertReset(tx, { ...asked, id: newId(), life: RESET_LIFE }));
}
