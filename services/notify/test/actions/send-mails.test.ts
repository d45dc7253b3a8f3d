import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '@sagashop/kernel/ids';
import { openPost } from '../../src/actions/post.ts';
import { sendMails } from '../../src/actions/send-mails.ts';
import { claimMails } from '../../src/store/mail-claims.ts';
import { mailWorld, ORIGIN } from '../mail-world.ts';
import type { Verdict } from '../smtp-server.ts';

const world = await mailWorld();
const { smtp, notify } = world;

/** What arrived for an address. */
const arrived = (email: string) =>
  smtp.mails.filter(({ to }) => [to].flat().some((one) => one?.text.includes(email)));

/** Has the server say these to the mails for an address, one after the other, and then accept. */
function saying(email: string, ...verdicts: Verdict[]): void {
  const before = smtp.says.data;
  smtp.says.data = (mail) => {
    const mine = [mail.to].flat().some((one) => one?.text.includes(email));
    return mine ? (verdicts.shift() ?? 'accept') : before(mail);
  };
}

test('what a customer is told of an order arrives as a mail, once, however often the command comes', async () => {
  const { order, user, email } = await world.order();
  await notify.tell(order, user);
  await world.send();
  await world.send();
  const [mail, ...more] = arrived(email);
  assert.deepEqual(more, []);
  assert.equal(mail!.subject, 'Your order 1042 is confirmed');
  assert.match(mail!.text!, /^Hello Ann Smith,\n\nYour order 1042 is confirmed\. You paid RUB.1,299\.00/);
  assert.ok(mail!.text!.includes(`${ORIGIN}/orders/${order}`));
  assert.match(String(mail!.html), /<html lang="en">/);
  assert.equal(mail!.from!.text, '"Shop" <no-reply@shop.example>');
  assert.deepEqual(
    { ...(await world.mailOf(order)) },
    { state: 'sent', attempts: 1, answer: null, resends: 0 },
  );
});

test('a mail is written in the language that its order was placed in', async () => {
  const { email } = await world.order(undefined, { language: 'ru', name: 'Анна' });
  await world.send();
  const [mail] = arrived(email);
  assert.equal(mail!.subject, 'Заказ 1042 подтверждён');
  assert.match(mail!.text!, /^Здравствуйте, Анна!/);
});

test('an answer of 4xx is waited for, longer each time, and the mail arrives once', async () => {
  const { order, email } = await world.order();
  saying(email, 451, 450);
  await world.send();
  await world.send();
  assert.deepEqual(
    { ...(await world.mailOf(order)) },
    { state: 'waiting', attempts: 1, answer: '451', resends: 0 },
    'not at once',
  );
  await world.pass('1 minute');
  await world.send();
  assert.equal((await world.mailOf(order)).answer, '450');
  await world.pass('4 hours');
  await world.send();
  assert.equal((await world.mailOf(order)).state, 'sent');
  assert.equal(arrived(email).length, 1);
});

test('an answer of 5xx ends it, and an address that was refused is not written to again', async () => {
  const { order, email } = await world.order();
  smtp.says.recipient = (address) => (address === email ? 550 : undefined);
  await world.send();
  assert.deepEqual(
    { ...(await world.mailOf(order)) },
    { state: 'failed', attempts: 1, answer: '550', resends: 0 },
  );
  smtp.says.recipient = () => undefined;
  const again = await world.order(email.toUpperCase());
  await world.send();
  assert.equal((await world.mailOf(again.order)).answer, 'refused_before');
  const other = await world.order();
  saying(other.email, 554);
  await world.send();
  assert.deepEqual((await world.mailOf(other.order)).answer, '554');
  const rows = await world.sql`select answer from refused_addresses`;
  assert.deepEqual(
    rows.map(({ answer }) => answer),
    ['550'],
    'what is refused for its text is not',
  );
});

test('a server that dies after it has taken a mail gets it again under the same Message-ID', async () => {
  const { order, email } = await world.order();
  saying(email, 'die');
  await world.send();
  assert.equal((await world.mailOf(order)).state, 'waiting');
  await world.pass('1 minute');
  await world.send();
  const twice = arrived(email);
  assert.equal(twice.length, 2);
  assert.equal(twice[0]!.messageId, twice[1]!.messageId);
  assert.equal((await world.mailOf(order)).state, 'sent');
});

test('a process that dies between the server’s answer and its own note sends again under the same Message-ID', async () => {
  const { order, email } = await world.order();
  const post = {
    ...world.sending.post,
    send: async (letter: never) => {
      await world.sending.post.send(letter);
      throw new Error('it dies here');
    },
  };
  await assert.rejects(sendMails({ ...world.sending, post }), /it dies here/);
  await world.send();
  assert.equal(arrived(email).length, 1, 'while it is taken nobody else sends it');
  await world.pass('20 minutes');
  await world.send();
  assert.equal(new Set(arrived(email).map(({ messageId }) => messageId)).size, 1);
  assert.equal(arrived(email).length, 2);
  assert.equal((await world.mailOf(order)).state, 'sent');
});

test('mails of a server that is away for a day wait, and arrive when it is back', async () => {
  const away = await openPost({ url: 'smtp://127.0.0.1:9', from: 'a@shop.example' });
  const orders = await Promise.all([world.order(), world.order(), world.order()]);
  for (let hour = 0; hour < 24; hour += 4) {
    await sendMails({ ...world.sending, post: away });
    await world.pass('4 hours');
  }
  away.close();
  for (const { order } of orders) assert.equal((await world.mailOf(order)).state, 'waiting');
  await world.send();
  for (const { order, email } of orders) {
    assert.equal((await world.mailOf(order)).state, 'sent');
    assert.equal(arrived(email).length, 1);
  }
});

test('what could not be sent for three days fails, and so does what nobody is left to get', async () => {
  const [late, gone] = await Promise.all([world.order(), world.order()]);
  await world.pass('4 days');
  world.people.delete(gone.order);
  const left = await world.order();
  world.people.delete(left.order);
  await world.send();
  assert.equal((await world.mailOf(late.order)).answer, 'expired');
  assert.equal((await world.mailOf(left.order)).answer, 'no_address');
  assert.deepEqual(arrived(late.email), []);
});

test('mails are sent by one process each, and wait while nobody says to whom they go', async () => {
  const orders = await Promise.all(Array.from({ length: 40 }, () => world.order()));
  const mute = { ask: () => Promise.reject(new Error('order is away')) };
  await assert.rejects(sendMails({ ...world.sending, peers: mute }), /order is away/);
  assert.equal((await world.mailOf(orders[0]!.order)).attempts, 0);
  await Promise.all([world.send(), world.send(), world.send()]);
  await world.send();
  for (const { email } of orders) assert.equal(arrived(email).length, 1);
});

test('no name adds a line to the head of a mail', async () => {
  const { email } = await world.order(undefined, {
    name: 'Ann\r\nBcc: eve@example.test\r\n\r\nBuy\u2028now <b@example.test>, "x',
  });
  await world.send();
  const [mail] = arrived(email);
  assert.equal(mail!.bcc, undefined);
  assert.deepEqual(
    [mail!.to].flat().map((to) => to!.value.map(({ address }) => address)),
    [[email]],
  );
  assert.match(mail!.text!, /^Hello Ann Bcc: eve@example\.test Buy now <b@example\.test>, "x,\n\nYour/);
});

test('nothing is taken twice at the same time', async () => {
  await Promise.all(Array.from({ length: 20 }, () => world.order()));
  const claim = () => claimMails(world.sql, { most: 15, lease: 60 });
  const ids = (await Promise.all([claim(), claim()])).flat().map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  assert.ok(ids.length >= 15 && !ids.includes(newId()));
});
