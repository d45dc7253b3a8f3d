import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { exchanges } from './exchange-journeys.ts';
import { terms } from './return-term-journeys.ts';
import {
  act,
  alice,
  asking,
  bob,
  codeOf,
  cup,
  delivered,
  failing,
  type Json,
  post,
  read,
  receipt,
  shop,
} from './returns-shop.ts';

test('what was received goes back, not what was asked for; good pieces are on their shelf and the others written off', async () => {
  const order = await delivered();
  const before = (await shop.must(200, shop.ask('GET', `/api/stock/${cup}`, { as: shop.admin }))).onHand;
  const asked = await shop.must(201, asking(order, 3));
  assert.deepEqual([asked.state, asked.kind, asked.reason], ['asked', 'return', 'Chipped']);
  assert.equal((await read(order.id)).return, 'asked');
  assert.equal((await shop.must(201, act(asked.id, 'approval'))).state, 'approved');
  assert.equal((await read(order.id)).return, 'approved');
  const foretold = await shop.must(
    200,
    shop.ask(
      'GET',
      `/api/orders/${order.id}/foretold?act=receive&return=${asked.id}&line=${order.line}:2&damaged=${order.line}`,
      { as: shop.admin },
    ),
  );
  assert.deepEqual(
    foretold.movements.map(({ reason, quantity }: Json) => [reason, quantity]),
    [
      ['returned', 2],
      ['damaged', -1],
    ],
  );
  assert.equal(foretold.entries[0].amount.amount, 666);
  const settled = await shop.must(201, act(asked.id, 'receipt', receipt(order.line, 2, 1)));
  assert.deepEqual([settled.state, settled.amount.amount], ['settled', 666]);
  const seen = await read(order.id);
  assert.deepEqual(
    [seen.return, seen.status, seen.goods, seen.money],
    ['settled', 'delivered', 'delivered', 'partly_refunded'],
  );
  assert.deepEqual([seen.lines[0].returned, seen.returns.length], [2, 1]);
  const [refund] = seen.refunds;
  assert.deepEqual([refund.kind, refund.id, refund.amount.amount], ['returned', settled.receiptId, 666]);
  const { onHand } = await shop.must(200, shop.ask('GET', `/api/stock/${cup}`, { as: shop.admin }));
  assert.equal(onHand, before + 1);
  const path = `/api/stock/${cup}/movements?limit=2`;
  const { items } = await shop.must(200, shop.ask('GET', path, { as: shop.admin }));
  assert.deepEqual(
    items.map(({ reason, quantity, cause }: Json) => [reason, quantity, cause]),
    [
      ['damaged', -1, settled.receiptId],
      ['returned', 2, settled.receiptId],
    ],
  );
  await shop.settled();
  assert.deepEqual(await failing(), []);
  // The piece that never came can be asked for again, and the order is returned when it is back.
  const last = await shop.must(201, asking(order, 1));
  await shop.must(201, act(last.id, 'approval'));
  await shop.must(201, act(last.id, 'receipt', receipt(order.line, 1, 1)));
  const whole = await read(order.id);
  assert.deepEqual([whole.status, whole.money, whole.lines[0].returned], ['returned', 'refunded', 3]);
  const told = await shop.must(
    200,
    shop.ask('GET', `/api/messages?orderId=${order.id}`, { as: alice.token }),
  );
  const kinds = told.items.map(({ kind }: Json) => kind).filter((kind: string) => kind.startsWith('return_'));
  assert.deepEqual(kinds.sort(), [
    ...['return_approved', 'return_approved', 'return_asked', 'return_asked'],
    ...['return_received', 'return_received'],
  ]);
  await shop.settled();
  assert.deepEqual(await failing(), []);
});

test('what comes too early, twice, too late or too much is refused by its code, and nothing is counted', async () => {
  const placed = (await alice.order([{ productId: cup, quantity: 2 }])).body;
  const early = { ...placed, line: placed.lines[0].id };
  assert.deepEqual(await codeOf(asking(early)), [409, 'not_delivered']);
  const order = await delivered(2);
  assert.deepEqual(await codeOf(asking(order, 3)), [409, 'more_than_delivered']);
  assert.deepEqual(await codeOf(asking(order, 1, {}, bob.token)), [404, 'not_found']);
  for (const body of [
    { lines: [{ lineId: early.line, quantity: 1 }], reason: 'Not mine' },
    { lines: [], reason: 'None' },
    { lines: [{ lineId: order.line, quantity: 0 }], reason: 'None' },
    { lines: [{ lineId: order.line, quantity: 1 }] },
  ])
    assert.equal((await post(`/api/orders/${order.id}/returns`, body, alice.token)).status, 422);
  const both = await Promise.all([asking(order, 2), asking(order, 2)]);
  assert.deepEqual(both.map(({ status }) => status).sort(), [201, 409], 'two at once');
  const { id } = both.find(({ status }) => status === 201)!.body;
  assert.deepEqual(await codeOf(act(id, 'receipt', receipt(order.line, 1, 1))), [409, 'not_approved']);
  assert.deepEqual(await codeOf(act(id, 'approval', {}, alice.token)), [403, 'forbidden']);
  await shop.must(201, act(id, 'approval'));
  assert.deepEqual(await codeOf(act(id, 'approval')), [409, 'already_decided']);
  for (const [received, resellable] of [
    [3, 0],
    [1, 2],
    [0, 0],
    [-1, 0],
  ] as const)
    assert.equal((await act(id, 'receipt', receipt(order.line, received, resellable))).status, 422);
  const conflict = { ...receipt(order.line, 1, 1), was: { refunded: 5 } };
  assert.deepEqual(await codeOf(act(id, 'receipt', conflict)), [409, 'edit_conflict']);
  const twice = await Promise.all([1, 2].map(() => act(id, 'receipt', receipt(order.line, 1, 1))));
  assert.deepEqual(twice.map(({ status }) => status).sort(), [201, 409]);
  for (const what of ['approval', 'receipt'])
    assert.deepEqual(await codeOf(act(id, what, what === 'receipt' ? receipt(order.line, 1, 1) : {})), [
      409,
      'already_received',
    ]);
  await shop.corrupt(
    'order',
    `update shipment_acts set received_at = now() - interval '20 days'
    where shipment = '${order.parcel}'`,
  );
  assert.deepEqual(await codeOf(asking(order)), [409, 'return_too_late']);
  await shop.settled();
  assert.deepEqual(await failing(), []);
});

test('a return that is refused says why, and its pieces can be asked for again; staff see and ask for all', async () => {
  const order = await delivered(1);
  const { id } = await shop.must(201, asking(order));
  const { items } = await shop.must(200, shop.ask('GET', '/api/returns?state=asked', { as: shop.admin }));
  assert.deepEqual([items[0].id, items[0].number, items[0].lines[0].productId], [id, order.number, cup]);
  assert.equal((await shop.ask('GET', '/api/returns', { as: alice.token })).status, 403);
  const refused = await shop.must(201, act(id, 'refusal', { reason: 'It was worn' }));
  assert.deepEqual([refused.state, refused.answer], ['refused', 'It was worn']);
  const seen = await shop.must(200, shop.ask('GET', `/api/returns/${id}`, { as: alice.token }));
  assert.deepEqual([seen.answer, seen.by], ['It was worn', undefined]);
  assert.equal((await shop.ask('GET', `/api/returns/${id}`, { as: bob.token })).status, 404);
  assert.equal((await read(order.id)).return, 'none');
  const again = await shop.must(201, asking(order, 1, {}, shop.admin));
  assert.equal(again.state, 'asked');
  assert.deepEqual(await codeOf(act(id, 'receipt', receipt(order.line, 1, 1))), [409, 'not_approved']);
  await shop.settled();
  assert.deepEqual(await failing(), []);
});

exchanges();
terms();

/** What is broken, where, how, by which invariants it is named, and how it is mended; `at` the receipt of a return. */
const CASES: [what: string, service: string, how: string, by: string[], mend: string][] = [
  [
    'a piece that was received and never asked for',
    'order',
    `alter table order_lines drop constraint order_lines_asked;
     update order_lines set received = received + 1 where received > 0`,
    [
      'pieces that are asked for and received are those of the returns',
      'received pieces are never more than were asked for, nor those more than were delivered',
    ],
    'update order_lines set received = received - 1 where received > 0',
  ],
  [
    'pieces that came and are on no shelf',
    'stock',
    'create table lost as select * from part_returns; delete from part_returns',
    [
      'every return that was received has its saga, its money and its movements, once for its receipt',
      'stock: what orders took and gave back are movements',
    ],
    'insert into part_returns select * from lost; drop table lost',
  ],
  [
    'broken pieces that were not written off',
    'stock',
    'update part_returns set damaged = null where damaged is not null',
    [
      'every return that was received has its saga, its money and its movements, once for its receipt',
      'stock: what orders took and gave back are movements',
    ],
    `update part_returns set damaged = array[1] where cause in (select cause from movements where reason = 'damaged')`,
  ],
  [
    'money that went back for a return that never came',
    'order',
    `update refunds set kind = 'undelivered' where kind = 'returned'`,
    ['money goes back for what was cancelled, returned or granted, and for nothing else'],
    `update refunds set kind = 'returned' where kind = 'undelivered'`,
  ],
  [
    'an order in exchange that is said not to be there',
    'order',
    `update returns set exchanged = 'failed', not_exchanged = 'timed_out' where exchanged = 'placed'`,
    [
      'customers are told of their returns, once for each answer',
      'what was wanted in exchange was ordered once, or was not',
    ],
    `update returns set exchanged = 'placed', not_exchanged = null where not_exchanged = 'timed_out'`,
  ],
  [
    'a customer who was told of a return twice',
    'notify',
    `insert into messages (order_id, kind, id, user_id, language, message, cause)
     select order_id, kind, gen_random_uuid(), user_id, language, 'again', gen_random_uuid() from messages
     where kind = 'return_received'`,
    ['customers are told of their returns, once for each answer', 'every message has its mail'],
    `delete from messages where message = 'again'`,
  ],
];

for (const [what, service, how, by, mend] of CASES) {
  test(`the audit names ${what}`, async () => {
    await shop.corrupt(service, how);
    const found = await failing();
    await shop.corrupt(service, mend);
    assert.deepEqual(found.sort(), [...by].sort());
    assert.deepEqual(await failing(), []);
  });
}

test('answers to returns that were not heard, or are waited for, are given to whoever asks again with the key', async () => {
  const order = await delivered();
  const asked = await shop.must(201, asking(order, 2));
  const twice = async (what: string, body: object) => {
    const key = randomUUID();
    const again = () => shop.ask('POST', `/api/returns/${asked.id}/${what}`, { as: shop.admin, key, body });
    const answers = await Promise.all([again(), again()]);
    assert.deepEqual(
      answers.map(({ status }) => status),
      [201, 201],
      what,
    );
    // As where the process died before it had kept what it would answer.
    await shop.behind(
      'order',
      (tx) => tx`update idempotency_keys set status = null, response = null where key = ${key}`,
    );
    assert.deepEqual((await again()).body, answers[0]!.body);
  };
  await twice('approval', {});
  await twice('receipt', receipt(order.line, 2, 2));
  assert.equal((await read(order.id)).refunds.length, 1);
});
