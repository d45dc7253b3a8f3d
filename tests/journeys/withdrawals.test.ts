import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../../cli/test/scratch.ts';
import { withdrawalDays } from './withdrawal-days.ts';
import {
  act,
  alice,
  carriedOut,
  confirm,
  cup,
  email,
  type Json,
  kinds,
  offered,
  ordered,
  pass,
  planned,
  post,
  read,
  revoke,
  shop,
  withdrawn,
} from './withdrawal-shop.ts';

/** The withdrawal from a part that was carried out, and an order of which pieces came back. */
const past = { part: '', back: '' };

test('in two steps, without signing in, somebody withdraws; it is acknowledged, waits a day, and money and goods go back', async () => {
  const order = await ordered();
  const offer = await offered(order);
  assert.deepEqual([offer.number, offer.days, offer.until], [order.number, 14, undefined]);
  assert.deepEqual(
    offer.lines.map(({ quantity }: Json) => quantity),
    [3, 1],
  );
  assert.deepEqual((await read(order)).withdrawals, [], 'the first step writes nothing');
  const first = await shop.must(200, confirm(offer.confirm, { name: 'Alice Smith' }));
  assert.deepEqual([first.state, first.number, first.name], ['confirmed', order.number, 'Alice Smith']);
  assert.equal(Date.parse(first.revocableUntil) - Date.parse(first.confirmedAt), 24 * 3_600_000);
  const again = await Promise.all([
    confirm(offer.confirm),
    confirm(offer.confirm, { name: 'Somebody else' }),
  ]);
  for (const { status, body } of again) assert.deepEqual([status, body], [200, first], 'once for the token');
  await shop.settled();
  assert.deepEqual(await kinds(order), ['confirmed', 'withdrawal_confirmed']);
  const { status, money, withdrawable, withdrawals } = await read(order);
  assert.deepEqual([status, money, withdrawable, withdrawals.length], ['confirmed', 'paid', false, 1]);
  const second = await post('/api/withdrawals', { number: order.number, email });
  assert.deepEqual([second.status, second.body.code], [409, 'not_withdrawable']);
  const after = await carriedOut(order, first.id, 'cancelled');
  assert.deepEqual(
    [after.status, after.money, after.reason],
    ['cancelled', 'refunded', 'cancelled_by_customer'],
  );
  assert.deepEqual(await kinds(order), ['confirmed', 'withdrawal_confirmed', 'refunded']);
  const late = await revoke(first.revoke);
  assert.deepEqual([late.status, late.body.code], [409, 'not_revocable']);
});

test('a part is withdrawn from: nothing of it is handed over, and then it is cancelled, with its cause', async () => {
  const order = await ordered();
  const [cups] = order.lines;
  const parcel = await planned(order);
  const pieces = [{ lineId: cups.id, quantity: 2 }];
  const { id } = await withdrawn(order, { lines: pieces });
  for (const what of ['packing', 'handover']) {
    const { status, body } = await act(parcel.id, what);
    assert.deepEqual([status, body.code], [409, 'order_withdrawn'], what);
  }
  const { items } = await shop.must(
    200,
    shop.ask('GET', `/api/shipments?orderId=${order.id}`, { as: shop.admin }),
  );
  assert.deepEqual(
    items.map(({ stopped }: Json) => stopped),
    ['withdrawn'],
  );
  assert.equal((await post(`/api/orders/${order.id}/shipments`, {}, shop.admin)).body.code, 'not_shippable');
  const after = await carriedOut(order, id, 'confirmed');
  past.part = id;
  assert.deepEqual([after.status, after.money], ['confirmed', 'partly_refunded']);
  assert.deepEqual(
    after.lines.map(({ cancelled }: Json) => cancelled),
    [2, 0],
  );
  assert.deepEqual(
    after.refunds.map((refund: Json) => [refund.cause, refund.amount.amount, refund.state]),
    [[id, 666, 'settled']],
  );
  assert.equal((await act(parcel.id, 'handover')).status, 201, 'the rest goes out');
  const { items: events } = await shop.must(
    200,
    shop.ask('GET', `/api/orders/${order.id}/timeline`, { as: shop.admin }),
  );
  const told = events
    .map(({ kind }: Json) => kind)
    .filter((kind: string) => /^(withdrawal|part)\./.test(kind));
  assert.deepEqual(told, [
    'withdrawal.confirmed',
    ...['withdrawal.carried_out', 'part.cancelled'].toSorted((a, b) => told.indexOf(a) - told.indexOf(b)),
    'part.settled',
  ]);
});

test('it is revoked by the link of its mail, and the order goes on; whoever has confirmed it cannot bring it back', async () => {
  const order = await ordered();
  const offer = await offered(order);
  const { id, revoke: token } = await shop.must(200, confirm(offer.confirm));
  const mails = async (): Promise<Json[]> =>
    (await shop.ask('GET', `/api/mails?orderId=${order.id}&kind=withdrawal_confirmed`, { as: shop.admin }))
      .body.items;
  await until(async () => (await mails()).length > 0);
  const [mail] = await mails();
  assert.equal(mail.to, email);
  assert.match(mail.body, new RegExp(`Teapot × 3, Teapot × 1[^]*/withdrawals/${token}\n`));
  const seen = await shop.must(200, shop.ask('GET', `/api/withdrawals/${token}`));
  assert.deepEqual([seen.id, seen.state, seen.number], [id, 'confirmed', order.number]);
  const done = await Promise.all([revoke(token), revoke(token)]);
  for (const { status, body } of done) assert.deepEqual([status, body.state], [200, 'revoked']);
  const late = await shop.must(200, confirm(offer.confirm));
  assert.equal(late.state, 'revoked', 'the same confirmation, later');
  const parcel = await planned(order);
  assert.equal((await act(parcel.id, 'handover')).status, 201);
  await shop.settled();
  assert.deepEqual(await kinds(order), [
    'confirmed',
    'withdrawal_confirmed',
    'withdrawal_revoked',
    'shipped',
  ]);
});

test('what has left the shop is sent back once it is delivered, without approval, and its money follows', async () => {
  const order = await ordered();
  const [cups] = order.lines;
  const [first, second] = [
    await planned(order, [{ lineId: cups.id, quantity: 1 }]),
    await planned(order, [{ lineId: cups.id, quantity: 1 }]),
  ];
  for (const { id } of [first, second]) await shop.must(201, act(id, 'handover'));
  await shop.must(201, act(first.id, 'delivery'));
  const { id, lines } = await withdrawn(order, { lines: [{ lineId: cups.id, quantity: 3 }] });
  assert.equal(lines[0].toReturn, 2);
  const after = await carriedOut(order, id, 'confirmed');
  assert.equal(after.lines[0].cancelled, 1);
  const back = async (): Promise<Json[]> => (await read(order)).returns;
  assert.deepEqual(
    (await back()).map(({ kind, state, lines: of }) => [kind, state, of[0].quantity]),
    [['withdrawal', 'approved', 1]],
  );
  await shop.must(201, act(second.id, 'delivery'));
  await shop.behind('order', (tx) =>
    tx.unsafe(`update withdrawals set lease_until = now() where id = '${id}'`),
  );
  await until(async () => (await back()).length === 2);
  for (const { id: one } of await back()) {
    const received = { lines: [{ lineId: cups.id, received: 1, resellable: 1 }] };
    await shop.must(201, post(`/api/returns/${one}/receipt`, received, shop.admin));
  }
  await shop.settled();
  const { refunds, lines: now } = await read(order);
  assert.equal(
    refunds.reduce((sum: number, { amount }: Json) => sum + amount.amount, 0),
    999,
  );
  assert.deepEqual([now[0].cancelled, now[0].shipped, now[0].returned], [1, 2, 2]);
  past.back = order.id;
});

test('of two acts at once one wins: revoking and carrying out, a withdrawal and a hand-over', async () => {
  for (let run = 0; run < 2; run += 1) {
    const order = await ordered();
    const { id, revoke: token } = await withdrawn(order);
    const [, revoked] = await Promise.all([pass(id), revoke(token)]);
    const state = revoked.status === 200 ? 'revoked' : 'carried_out';
    await until(async () => (await read(order)).withdrawals[0].state === state);
    await until(async () => (await read(order)).status === (state === 'revoked' ? 'confirmed' : 'cancelled'));

    const next = await ordered();
    const parcel = await planned(next);
    const { confirm: confirming } = await offered(next);
    const [withdrawal, gone] = await Promise.all([confirm(confirming), act(parcel.id, 'handover')]);
    const { lines } = await shop.must(200, Promise.resolve(withdrawal));
    const left = lines.reduce((sum: number, { toReturn }: Json) => sum + toReturn, 0);
    assert.equal(left, gone.status === 201 ? 4 : 0, String(gone.body.code));
  }
  await shop.settled();
});

test('what is cancelled meanwhile is not given back twice, and cannot be revoked', async () => {
  const order = await ordered();
  const { id, revoke: token } = await withdrawn(order);
  await shop.must(200, post(`/api/orders/${order.id}/cancellation`, {}, alice.token));
  assert.equal((await revoke(token)).body.code, 'not_revocable');
  const after = await carriedOut(order, id, 'cancelled');
  assert.deepEqual([after.status, after.refunds.length], ['cancelled', 1]);
});

test('what does not fit is 404, what is no question 422, and what cannot be withdrawn from any more 409', async () => {
  const order = await ordered();
  const other = await shop.customer();
  const { email: wrong } = (await other.get('/api/users/me')).body;
  assert.equal((await post('/api/withdrawals', { number: order.number, email: wrong })).status, 404);
  assert.equal((await post('/api/withdrawals', { number: order.number })).status, 422);
  const { confirm: token } = await offered(order);
  for (const one of ['x', `${token}A`, encodeURIComponent('\0'), 'A'.repeat(199)])
    for (const what of ['confirmation', 'revocation'])
      assert.equal(
        (await post(`/api/withdrawals/${one}/${what}`, {})).status,
        what === 'confirmation' ? 404 : 404,
      );
  assert.equal((await revoke(token)).status, 404, 'a link of one kind is none of another');
  const lineId = order.lines[0].id;
  for (const body of [
    { lines: [] },
    { lines: [{ lineId, quantity: 0 }] },
    { lines: [{ lineId: alice.id, quantity: 1 }] },
    { lines: {} },
    { name: '' },
    { name: 5 },
    [],
  ])
    assert.equal((await confirm(token, body)).status, 422, JSON.stringify(body));
  const many = await confirm(token, { lines: [{ lineId, quantity: 4 }] });
  assert.deepEqual([many.body.code, many.body.left[0].quantity], ['not_withdrawable', 3]);
  const poor = await other.order([{ productId: cup, quantity: 1 }]);
  const { number } = (await other.get(`/api/orders/${poor.body.orderId}`)).body;
  assert.equal((await post('/api/withdrawals', { number, email: wrong })).body.code, 'not_withdrawable');
});

withdrawalDays();

/** What is broken, where, how, and how it is mended. */
const BROKEN: [name: string, service: string, breaks: () => string, mends: () => string][] = [
  [
    'a withdrawal that is due is carried out or revoked',
    'order',
    () => `update withdrawals set state = 'confirmed', ended_at = null, cancelled = null, returned = null, whole = null,
      due_at = now() - interval '1 hour', lease_until = 'infinity' where id = '${past.part}'`,
    () => `update withdrawals set state = 'carried_out', ended_at = due_at, cancelled = '[{"place":0,"quantity":2}]',
      returned = '[]', whole = false where id = '${past.part}'`,
  ],
  [
    'a withdrawal that was carried out has cancelled what it says',
    'order',
    () => `update withdrawals set cancelled = '[{"place":0,"quantity":1}]' where id = '${past.part}'`,
    () => `update withdrawals set cancelled = '[{"place":0,"quantity":2}]' where id = '${past.part}'`,
  ],
  [
    'what was withdrawn from and had left the shop is sent back, and nothing else without approval',
    'order',
    () => `update returns set kind = 'return' where order_id = '${past.back}'`,
    () => `update returns set kind = 'withdrawal' where order_id = '${past.back}'`,
  ],
  [
    'every withdrawal was acknowledged, and every revocation, once',
    'notify',
    () => `update messages set kind = 'moved' where cause = '${past.part}' and kind = 'withdrawal_confirmed'`,
    () => `update messages set kind = 'withdrawal_confirmed' where cause = '${past.part}' and kind = 'moved'`,
  ],
];

for (const [name, service, breaks, mends] of BROKEN) {
  test(`broken and named: ${name}`, async () => {
    await shop.corrupt(service, breaks());
    const { invariants } = await shop.audit();
    await shop.corrupt(service, mends());
    const found = invariants.filter(({ ok }: Json) => !ok).map((one: Json) => one.name);
    assert.ok(found.includes(name), found.join());
    await shop.settled();
  });
}

test('staff see withdrawals by their state; customers do not', async () => {
  const list = (query: string, as: string) => shop.ask('GET', `/api/withdrawals${query}`, { as });
  const { items, nextCursor } = await shop.must(200, list('?state=carried_out&limit=2', shop.admin));
  assert.deepEqual([items.length, items[0].state], [2, 'carried_out']);
  assert.ok(nextCursor);
  assert.equal((await list('', alice.token)).status, 403);
  assert.equal((await list('?state=nonsense', shop.admin)).status, 422);
});

test('whoever has withdrawn stays until that is over', async () => {
  const leaver = await shop.customer(10_000);
  const order = (await leaver.order([{ productId: cup, quantity: 1 }])).body;
  const { email: own } = (await leaver.get('/api/users/me')).body;
  const { confirm: token } = (await post('/api/withdrawals', { number: order.number, email: own })).body;
  const { revoke: back } = (await confirm(token)).body;
  await shop.settled();
  const leaving = () =>
    shop.ask('DELETE', '/api/users/me', { as: leaver.token, body: { currentPassword: 'not-used-here-1' } });
  assert.equal((await leaving()).body.code, 'orders_in_flight');
  await shop.must(200, revoke(back));
});
