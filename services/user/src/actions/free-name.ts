import { randomInt } from 'node:crypto';
import type { Db } from '@sagashop/chassis/postgres/sql';
import { usernameOf } from '../domain/username-of.ts';
import { findTaken } from '../store/users.ts';

/**
 * A user name that nobody has, for whoever has thought of none: that of the e-mail address, with digits behind it where that is
 * taken or looks like another's.
 */
export async function freeName(db: Db, email: string): Promise<string> {
  const plain = usernameOf(email);
  for (const digits of [0, 4, 6]) {
    const name = digits === 0 ? plain : usernameOf(email, randomDigits(digits));
    if (!(await findTaken(db, name, email)).username) return name;
  }
  return usernameOf(email, randomDigits(9));
}

const randomDigits = (count: number) => String(randomInt(10 ** (count - 1), 10 ** count));
