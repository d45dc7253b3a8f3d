import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { as } from '@sagashop/chassis/testing';
import { newId } from '@sagashop/kernel/ids';
import { mailWorld, ORIGIN } from '../mail-world.ts';
import { opened } from '../opened.ts';

const world = await mailWorld();
const { app } = world.notify;
const [owner, clerk] = [as(newId(), { roles: ['owner'] }), as(newId(), { roles: ['clerk'] })];

const list = async (query = '', headers = clerk) =>
  (await app.inject({ url: `/api/mails${query}`, headers })).json();
const resend = (id: string, headers: Record<string, string> = clerk) =>
  app.inject({ method: 'POST', url: `/api/mails/${id}/resend`, headers });

test('staff read every mail as it is sent, newest first, also where none are sent', async () => {
  const first = await world.order('ann@example.test');
  const second = await world.order(undefined, { language: 'ru', outcome: 'cancelled', reason: 'no_courier' });
  const { items } = await list();
  assert.deepEqual(
    items.map((mail: { orderId: string }) => mail.orderId),
    [second.order, first.order],
  );
  const { id, createdAt, dueAt, html, body, ...rest } = items[1];
  assert.deepEqual(rest, {
    ...{ kind: 'confirmed', cause: null, state: 'waiting', language: 'en', attempts: 0, answer: null },
    ...{
      orderId: first.order,
      to: 'ann@example.test',
      subject: 'Your order 1042 is confirmed',
      sentAt: null,
    },
  });
  assert.equal(
    body.replace(/\u00a0/g, ' '),
    `Hello Ann Smith,

Your order 1042 is confirmed. You paid RUB 1,299.00 from your balance. We’ll deliver it on Friday, June 12.

See your order:
${ORIGIN}/orders/${first.order}

--
You get this mail because you ordered from us.
`,
  );
  assert.match(html, /<h1 [^>]+>Your order 1042 is confirmed<\/h1>/);
  assert.doesNotMatch(html, /<img|<script|src=|@import|url\(/);
  assert.match(items[0].body, /^Здравствуйте, Ann Smith!\n\nВаш заказ 1042 отменён: не нашлось/);
  assert.match(id + createdAt + dueAt, /^[0-9a-f-]{36}2/);
});

test('mails are narrowed down to an order, a state and a kind, and come in pages', async () => {
  const { order, user } = await world.order();
  await world.notify.tellRefundPart(order, user, { cause: newId(), amount: 100 });
  await world.notify.tellRefundPart(order, user, { cause: newId(), amount: 200 });
  assert.equal((await list(`?orderId=${order}`)).items.length, 3, 'one for each cause');
  assert.equal((await list(`?orderId=${order}&kind=refund`)).items.length, 2);
  assert.equal((await list(`?orderId=${order}&state=sent`)).items.length, 0);
  const { items, nextCursor } = await list(`?orderId=${order}&limit=2`);
  const more = await list(`?orderId=${order}&limit=2&cursor=${nextCursor}`);
  assert.deepEqual([items.length, more.items.length, more.nextCursor], [2, 1, null]);
  assert.notEqual(more.items[0].id, items[1].id);
});

test('staff have a mail sent again, once for a key, under another Message-ID, also where the address was refused', async () => {
  const { order, email } = await world.order();
  world.smtp.says.recipient = () => 550;
  await world.send();
  world.smtp.says.recipient = () => undefined;
  const [{ id }] = (await list(`?orderId=${order}&state=failed`)).items;
  const keyed = { ...clerk, 'idempotency-key': 'again' };
  const answers = await Promise.all([resend(id, keyed), resend(id.toUpperCase(), keyed), resend(id, keyed)]);
  assert.deepEqual(
    answers.map(({ statusCode }) => statusCode),
    [202, 202, 202],
  );
  assert.equal(new Set(answers.map(({ body }) => body)).size, 1);
  assert.deepEqual([answers[0]!.json().state, answers[0]!.json().to], ['waiting', null]);
  await world.send();
  assert.deepEqual(
    { ...(await world.mailOf(order)) },
    { state: 'sent', attempts: 1, answer: null, resends: 1 },
  );
  await resend(id);
  await world.send();
  const ids = world.smtp.mails.filter(({ text }) => text!.includes(order)).map(({ messageId }) => messageId);
  assert.equal(new Set(ids).size, 2);
  const log = await world.sql`select action, subject, before, after from audit_log order by at`;
  assert.equal(log.length, 2);
  assert.deepEqual(
    { ...log[0] },
    {
      action: 'mail.resend',
      subject: `order:${order}`,
      before: { mail: 'failed' },
      after: { mail: 'waiting' },
    },
  );
  assert.ok(!JSON.stringify(await world.sql`select * from mails`).includes(email));
});

test('a mail whose customer has left says nothing any more, and cannot be sent again', async () => {
  const { order } = await world.order();
  world.people.delete(order);
  const [mail] = (await list(`?orderId=${order}`)).items;
  assert.deepEqual([mail.to, mail.subject, mail.body, mail.html], [null, null, null, null]);
  const answer = await resend(mail.id);
  assert.deepEqual([answer.statusCode, answer.json().code], [409, 'not_resendable']);
});

test('a link that is as good as a password is read by an owner alone, and only where none are sent', async () => {
  const { id, email, token } = await world.link('reset_password');
  const find = async (headers: Record<string, string>) =>
    (await list('?kind=reset_password', headers)).items.find((one: { to: string }) => one.to === email);
  const read = await find(owner);
  assert.deepEqual([read.orderId, read.subject], [null, 'Choose a new password']);
  assert.ok(read.body.includes(`${ORIGIN}/reset-password/${token}`));
  const [kept] = [await find(clerk)];
  assert.deepEqual([kept.subject, kept.body, kept.html], ['Choose a new password', null, null]);
  assert.deepEqual((await resend(read.id, owner)).json().code, 'not_resendable');
  const all = await world.sql`select * from mails, idempotency_keys`;
  assert.ok(!JSON.stringify(all).includes(token));
  await world.send();
  const [arrived] = world.smtp.mails.filter(({ text }) => text!.includes(token));
  assert.equal(arrived!.subject, 'Choose a new password');
  const used = await world.link('verify_address');
  world.people.delete(used.id);
  await world.send();
  assert.equal(
    (await list('?kind=verify_address', owner)).items.length,
    0,
    'a link that is used is not sent',
  );
  assert.equal(world.people.get(id)!.email, email);
});

test('where mails are sent an owner reads no links', async () => {
  const env = { SAGASHOP_SMTP_URL: world.smtp.url, SAGASHOP_PUBLIC_URL: ORIGIN };
  const sending = await opened(world.url, { env, peers: world.sending.peers });
  after(() => sending.service.stop());
  await world.link('reset_password');
  const answer = await sending.app.inject({ url: '/api/mails?kind=reset_password', headers: owner });
  assert.equal(answer.json().sends, true);
  assert.equal(answer.json().items[0].body, null);
});

test('who may not, what is not there and what is nonsense is refused', async () => {
  const customer = as(newId());
  const statusOf = async (url: string, headers: Record<string, string> = owner) =>
    (await app.inject({ url, headers })).statusCode;
  assert.equal(await statusOf('/api/mails', customer), 403);
  assert.equal(await statusOf('/api/mails', {}), 401);
  assert.equal(await statusOf('/api/mails', as(newId(), { roles: ['packer'] })), 403);
  for (const query of [
    'state=lost',
    'orderId=x',
    'kind=%00',
    'cursor=x',
    'limit=0',
    `kind=${'x'.repeat(100)}`,
  ])
    assert.equal(await statusOf(`/api/mails?${query}`), 422, query);
  assert.equal((await resend(newId())).statusCode, 404);
  assert.equal((await resend('x')).statusCode, 404);
  assert.equal((await resend(newId(), customer)).statusCode, 403);
});
