import { readFile } from 'node:fs/promises';
import type { Session } from './moment.ts';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The ids of users, one a line, who had left after the backup was made. Throws when a line is no id. */
export async function readDeparted(file: string | undefined): Promise<string[]> {
  if (file === undefined) return [];
  const lines = (await readFile(file, 'utf8')).split('\n').map((line) => line.trim());
  const ids = lines.filter((line) => line !== '');
  const odd = ids.find((line) => !UUID.test(line));
  if (odd !== undefined)
    throw new Error(`--departed: '${odd}' in ${file} is no user's id. One a line, as in leavers.`);
  return ids;
}

/**
 * Deletes users who had left, in the transaction that restores a service's database, and notes each as a departure that
 * was decided and cut off: the user service has everyone else forget them as soon as it runs. What goes here is what
 * goes when it decides itself (`deleteUser`), in tables that may be an older release's.
 */
export async function departAgain(service: string, session: Session, ids: readonly string[]): Promise<void> {
  const list = `{${ids.join(',')}}`;
  if (ids.length === 0) return;
  if (service === 'order')
    await session`
      insert into leavers (user_id, run) select id, gen_random_uuid() from unnest(${list}::text::uuid[]) as id
      on conflict do nothing`;
  if (service !== 'user') return;
  await session`
    insert into departures (user_id, run, renewed_at, decided_at)
    select id, gen_random_uuid(), now() - interval '1 day', now() from users where id = any(${list}::text::uuid[])
    on conflict (user_id) do update set decided_at = now(), renewed_at = excluded.renewed_at`;
  const [older] = await session`select to_regclass('idempotency_keys') is null as without`;
  if (!older!['without'])
    await session`
      delete from idempotency_keys where subject = any(${list}::text::uuid[]) or caller = any(${list}::text::uuid[])`;
  await session`delete from users where id = any(${list}::text::uuid[])`;
}
