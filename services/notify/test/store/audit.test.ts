import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { as } from '@sagashop/chassis/testing';
import { newId } from '@sagashop/kernel/ids';
import { newDatabase, opened } from '../opened.ts';

const url = await newDatabase();
const notify = await opened(url);
const sql = connect(url, { name: 'test', max: 1 });
after(() => Promise.all([notify.service.stop(), sql.end()]));

test('the facts count the messages of each order, sorted, in pages', async () => {
  const orders = [newId(), newId(), newId()].sort();
  for (const order of orders) await notify.tell(order, newId());
  await notify.tell(orders[1]!, newId(), { outcome: 'cancelled' });
  const ask = async (question: object) =>
    (await notify.audit({ limit: 10, ...question })).facts.map(({ order, messages }) => [order, messages]);
  const expected = [
    [orders[0], 1],
    [orders[1], 2],
    [orders[2], 1],
  ];
  assert.deepEqual(await ask({}), expected);
  assert.deepEqual(await ask({ after: orders[0], limit: 1 }), [expected[1]]);
  assert.deepEqual(await ask({ since: orders[1] }), expected.slice(1));
  assert.deepEqual(await ask({ orders: [orders[2], newId()] }), [expected[2]]);
  assert.deepEqual((await notify.audit({ limit: 1 })).checks, []);
});

test('a message that says nothing is named', async () => {
  const user = newId();
  await notify.tell(newId(), user);
  const [before] = (await notify.audit()).checks;
  assert.ok(before!.checked > 0);
  assert.deepEqual(before!.failures, []);
  const [message] = (await notify.list(as(user))).items;
  await assert.rejects(sql`update messages set message = '' where id = ${message.id}`);
  await sql`update messages set message = ' ' where id = ${message.id}`;
  assert.deepEqual((await notify.audit()).checks[0]!.failures, [message.id]);
});
