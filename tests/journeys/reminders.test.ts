import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../../cli/test/scratch.ts';
import { openTestShop } from './test-shop.ts';

const shop = await openTestShop();
const NAME = 'everybody who was told of what is there again has a mail';

test('whoever waits is mailed when goods come in, and the audit names them when the mail is gone', async () => {
  const cup = await shop.product(100, 0);
  const { token } = await shop.customer();
  await shop.must(202, shop.ask('POST', '/api/reminders', { as: token, body: { productId: cup } }));
  const [{ id }] = (await shop.ask('GET', '/api/reminders', { as: token })).body.items;
  const receipt = { as: shop.admin, body: { quantity: 1 } };
  await shop.must(201, shop.ask('POST', `/api/stock/${cup}/receipts`, receipt));
  const mails = async () =>
    (await shop.ask('GET', '/api/mails?kind=back_in_stock', { as: shop.admin })).body.items;
  await until(async () => (await mails()).length === 1);
  assert.match((await mails())[0].body, new RegExp(`/p/${cup}\n`));
  await shop.settled();
  const failures = async () =>
    (await shop.audit()).invariants.find(({ name }: { name: string }) => name === NAME).failures;
  assert.deepEqual(await failures(), []);
  await shop.corrupt('notify', `delete from mails where subject = '${id}'`);
  assert.deepEqual(await failures(), [id]);
});
