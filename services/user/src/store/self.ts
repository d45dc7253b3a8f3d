import type { Db } from '@sagashop/chassis/postgres/sql';
import type { User } from '../domain/user.ts';

/** A user as whoever is signed in: with whether they have chosen their language, or only their browser has. */
export async function findSelf(
  db: Db,
  id: string,
): Promise<(User & { languageChosen: boolean }) | undefined> {
  const [user] = await db<(User & { languageChosen: boolean })[]>`
    select id, username, email, first_name, last_name, phone, language, to_json(roles) as roles, is_admin, guest, email_verified_at is not null as email_verified,
      language_chosen
    from users where id = ${id}`;
  return user;
}
