import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '@sagashop/kernel/ids';
import { linkTokens } from '@sagashop/link-tokens/link-tokens';
import { secretKey } from '@sagashop/link-tokens/secret-key';
import {
  act,
  confirm,
  email,
  type Json,
  offered,
  ordered,
  planned,
  post,
  read,
  shop,
} from './withdrawal-shop.ts';

/** An order that was delivered whole, as the shop heard of it at this time. */
async function deliveredAt(time: string): Promise<Json> {
  const order = await ordered();
  const parcel = await planned(order);
  for (const what of ['handover', 'delivery']) await shop.must(201, act(parcel.id, what));
  await shop.behind('order', (tx) =>
    tx.unsafe(
      `update shipment_acts set received_at = ${time} where shipment = '${parcel.id}' and act = 'delivery'`,
    ),
  );
  return order;
}

/** For how long orders can be withdrawn from, and for how long a page that says so is good. */
export function withdrawalDays(): void {
  test('an order can be withdrawn from to the end of the fourteenth day after its delivery, in the shop’s zone', async () => {
    const late = await deliveredAt("now() - interval '16 days'");
    const { status, body } = await post('/api/withdrawals', { number: late.number, email });
    assert.deepEqual([status, body.code, body.orderId], [409, 'withdrawal_too_late', late.id]);
    assert.ok(Date.parse(body.until) < Date.now());
    assert.equal((await read(late)).withdrawable, false);
    const open = await deliveredAt("now() - interval '13 days'");
    const offer = await offered(open);
    const days = (Date.parse(offer.until) - Date.now()) / 86_400_000;
    assert.ok(days > 1 && days <= 2.05, offer.until);
    // What was offered in time and confirmed too late is refused as well.
    await shop.behind('order', (tx) =>
      tx.unsafe(`update shipment_acts set received_at = now() - interval '20 days'
        where shipment in (select id from shipments where order_id = '${open.id}')`),
    );
    assert.equal((await confirm(offer.confirm)).body.code, 'withdrawal_too_late');
    assert.deepEqual((await read(open)).withdrawals, []);
  });

  test('a first step is good for a day; what was confirmed in time is answered however late', async () => {
    const order = await ordered();
    let secret = Buffer.alloc(0);
    await shop.behind('order', async (tx) => {
      const [row] = await tx`select value from secrets where name = 'mail links'`;
      secret = Buffer.from(row!['value'] as Uint8Array);
    });
    const tokens = linkTokens<'confirm_withdrawal'>(secretKey(async () => secret));
    const tokenAt = (hours: number) =>
      tokens.tokenOf('confirm_withdrawal', newId(Date.now() - hours * 3_600_000), order.id);
    const old = await confirm(await tokenAt(25));
    assert.deepEqual([old.status, old.body.code], [404, 'not_found']);
    assert.deepEqual((await read(order)).withdrawals, []);
    const token = await tokenAt(23);
    const first = await shop.must(200, confirm(token));
    assert.equal(first.state, 'confirmed');
    assert.equal((await shop.must(200, confirm(token))).id, first.id);
  });
}
