import type { Db } from '@sagashop/chassis/postgres/sql';

/** Guests of so many seconds ago who have no session any more and wait for nothing, at most so many, in the order of their ids after `after`. */
export async function findOldGuests(
  db: Db,
  which: { seconds: number; after: string | null; most: number },
): Promise<string[]> {
  const { seconds, after, most } = which;
  const rows = await db<{ id: string }[]>`
    select id from users
    where guest and created_at < now() - ${seconds} * interval '1 second'
      and ${after === null ? db`true` : db`id > ${after}`}
      and not exists (select from sessions where user_id = users.id and expires_at > now()
        union all select from reminders where user_id = users.id and state <> 'told')
    order by id limit ${most}`;
  return rows.map(({ id }) => id);
}
