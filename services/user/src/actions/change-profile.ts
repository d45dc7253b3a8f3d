import { refuse } from '@sagashop/chassis/errors';
import type { Sql } from '@sagashop/chassis/postgres';
import { changed, type ProfileChange, type User } from '../domain/user.ts';
import { lockUser, saveProfile } from '../store/users.ts';
import { refusingTaken } from './refuse-taken.ts';

/** Changes what users tell about themselves. Refuses an e-mail that somebody has. */
export async function changeProfile(sql: Sql, userId: string, change: ProfileChange): Promise<User> {
  return refusingTaken(
    () =>
      sql.begin(async (tx) => {
        const user = await lockUser(tx, userId);
        if (!user) throw refuse.not_signed_in();
        const after = changed(user, change);
        await saveProfile(tx, after);
        return after;
      }) as Promise<User>,
  );
}
