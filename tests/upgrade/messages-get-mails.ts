import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';

type Json = ReturnType<typeof JSON.parse>;

/**
 * Throws unless messages of before there were mails have none, which is right for the audit, and those that the release before
 * goes on writing, which knows no mails, have theirs.
 */
export async function messagesGetMails(dump: (name: string, query: string) => Promise<Json[]>) {
  const notify = (query: string) => dump('notify', query);
  const mailless = await notify(
    'select count(*)::int as n from messages m where not exists (select from mails where mails.id = m.id)',
  );
  assert.ok(mailless[0].n > 0, 'nobody is written to of what is long past');
  const [order, id] = [randomUUID(), randomUUID()];
  const written = `insert into messages (order_id, kind, id, user_id, language, message)
    values ('${order}', 'confirmed', '${id}', '${randomUUID()}', 'ru', 'Заказ подтверждён') on conflict do nothing`;
  await notify(written);
  await notify(written);
  const mails = await notify(`select id, kind, language, state from mails where subject = '${order}'`);
  assert.deepEqual(mails, [{ id, kind: 'confirmed', language: 'ru', state: 'waiting' }]);
}
