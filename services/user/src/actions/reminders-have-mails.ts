import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { Peers } from '@sagashop/chassis/service/calls';
import { mailed } from '@sagashop/notify/contract';
import { MOST_FAILURES } from '@sagashop/vocabulary/audit-call';
import { stillTold, toldReminders } from '../store/due-reminders.ts';

const AT_ONCE = 1000;

/** Checks that everybody who was told of what is there again has a mail in notify. Throws while notify is away. */
export async function remindersHaveMails(sql: Sql, peers: Pick<Peers, 'ask'>) {
  const missing: string[] = [];
  let checked = 0;
  for (let after: string | null = null; ; ) {
    const ids: string[] = await toldReminders(sql, after, AT_ONCE);
    if (ids.length === 0) break;
    const { there } = await peers.ask(mailed, { subjects: ids, kind: 'back_in_stock' });
    missing.push(...ids.filter((_, place) => !there[place]));
    checked += ids.length;
    after = ids.at(-1)!;
  }
  // Those who wait again, because it is gone again, have none.
  const failures = (await stillTold(sql, missing)).slice(0, MOST_FAILURES);
  return { name: 'everybody who was told of what is there again has a mail', checked, failures };
}
