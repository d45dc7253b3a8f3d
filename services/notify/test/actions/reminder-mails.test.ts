import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '@sagashop/kernel/ids';
import { leadsHere } from '../../src/domain/leads-here.ts';
import { mailWorld, ORIGIN } from '../mail-world.ts';

const world = await mailWorld();
const GOODS = { name: { en: 'Lamp, "red" <b>', ru: 'Лампа' }, path: `/p/${newId()}?variant=${newId()}` };
const arrived = (email: string) =>
  world.smtp.mails.filter(({ to }) => [to].flat().some((one) => one?.text.includes(email)));

test('whoever waited is told that it is there again, with a link to it, and one that ends all such mails by one press', async () => {
  const { email, token, id } = await world.link('back_in_stock', undefined, GOODS);
  await world.send();
  const [mail, ...more] = arrived(email);
  assert.deepEqual(more, []);
  assert.equal(mail!.subject, 'Back in stock: Lamp, "red" <b>');
  assert.ok(mail!.text!.includes(`See it in the shop:\n${ORIGIN}${GOODS.path}\n`));
  const stop = `${ORIGIN}/back-in-stock/stop/${token}`;
  assert.ok(mail!.text!.includes(`Tell me about nothing else I’m waiting for:\n${stop}\n`));
  assert.match(String(mail!.html), /Lamp, &#34;red&#34; &#60;b&#62;/);
  const head = mail!.headers.get('list') as unknown as Record<string, { url: string }>;
  assert.equal(head['unsubscribe']!.url, stop);
  assert.deepEqual(await asked([id, newId()]), [true, false]);
});

const asked = async (subjects: string[]) =>
  (
    (await world.notify.service.calls['mailed']!({ subjects, kind: 'back_in_stock' } as never)) as {
      there: [];
    }
  ).there;

test('whoever typed an address is asked first, by a link that nobody else reads', async () => {
  const { email, token } = await world.link('confirm_reminder', undefined, GOODS);
  await world.send();
  const [mail] = arrived(email);
  assert.ok(mail!.text!.includes(`Yes, tell me:\n${ORIGIN}/back-in-stock/confirm/${token}\n`));
  assert.equal(mail!.headers.get('list'), undefined);
});

test('what is gone again is not told; and what nobody can say now waits, and others go meanwhile', async () => {
  const gone = await world.link('back_in_stock', undefined, GOODS);
  world.people.delete(gone.id);
  const unknown = await world.link('back_in_stock', undefined, GOODS);
  const there = world.people.get(unknown.id)!;
  world.people.delete(unknown.id);
  world.later.push(unknown.id);
  const other = await world.order();
  await world.send();
  assert.deepEqual([arrived(gone.email), arrived(unknown.email)], [[], []]);
  assert.equal(arrived(other.email).length, 1);
  assert.equal(await world.mailOf(gone.id), undefined, 'it may be told another time');
  assert.equal((await world.mailOf(unknown.id)).answer, 'goods_unknown');
  world.people.set(unknown.id, there);
  world.later.length = 0;
  await world.pass('1 minute');
  await world.send();
  assert.equal(arrived(unknown.email).length, 1);
});

test('links that lead to this machine alone are known', () => {
  const here = ['http://localhost:3000', 'http://127.0.0.1', 'http://[::1]:80'];
  const elsewhere = [ORIGIN, 'http://localhost.example', 'http://10.0.0.1'];
  assert.deepEqual([...here, ...elsewhere].map(leadsHere), [true, true, true, false, false, false]);
});
