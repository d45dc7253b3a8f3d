import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { finishDepartures } from '../../services/user/src/actions/leave.ts';
import { sweepGuests } from '../../services/user/src/actions/sweep-guests.ts';
import { openTestShop, way } from './test-shop.ts';

const shop = await openTestShop();
const product = await shop.product(1_000, 100);
await shop.courier(100);
const sql = connect(shop.urls['user']!, { name: 'test', max: 2 });
after(() => sql.end());
const parts = { sql, peers: shop.hosted.peers, log: way.log };

/** A guest, who has ordered something for so much, and whose session has ended 31 days ago. */
async function oldGuest(money: number) {
  const body = { email: 'gisela@shop.test', firstName: 'Gisela' };
  const { token, user } = await shop.must(201, shop.ask('POST', '/api/guests', { body }));
  if (money > 0) {
    await shop.must(201, shop.ask('POST', '/api/account/deposits', { as: token, body: { amount: money } }));
    const lines = [{ productId: product, quantity: money / 1_000 }];
    await shop.must(201, shop.ask('POST', '/api/orders', { as: token, body: { lines } }));
  }
  await sql`update users set created_at = now() - interval '61 days' where id = ${user.id}`;
  await sql`update sessions set expires_at = now() - interval '31 days' where user_id = ${user.id}`;
  return user.id as string;
}

const isThere = async (id: string) => (await sql`select from users where id = ${id}`).length === 1;
const deposit = (id: string) =>
  shop.ask('POST', `/api/accounts/${id}/deposits`, { as: shop.admin, body: { amount: 100 } });

test('a guest who ordered nothing goes, one who spent everything stays, and so does whoever is given money meanwhile', async () => {
  const [nobody, buyer, given] = [await oldGuest(0), await oldGuest(1_000), await oldGuest(0)];
  await sweepGuests(parts);
  assert.ok(await isThere(nobody), 'it is only begun');
  await shop.must(201, deposit(given));
  await finishDepartures(parts, 0);
  assert.deepEqual(await Promise.all([nobody, buyer, given].map(isThere)), [false, true, true]);
  assert.equal((await deposit(nobody)).status, 404, 'nothing is deposited for whoever has gone');
  await shop.must(201, deposit(given));
  assert.equal((await shop.audit()).ok, true);
});

test('of going and a deposit at once one comes first, and no money is left with nobody', async () => {
  for (let round = 0; round < 8; round += 1) {
    const id = await oldGuest(0);
    await sweepGuests(parts);
    const [, answer] = await Promise.all([finishDepartures(parts, 0), deposit(id)]);
    assert.equal(await isThere(id), answer.status === 201, String(answer.status));
  }
  assert.equal((await shop.audit()).ok, true);
});
