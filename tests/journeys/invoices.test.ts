import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestShop } from './test-shop.ts';

const shop = await openTestShop();
await shop.courier(1000);
const teapot = await shop.product(250, 1000);
const alice = await shop.customer(10_000_000);
const line = (quantity: number) => [{ productId: teapot, quantity }];
const place = async (quantity: number) =>
  (await alice.order(line(quantity), { address: 'Elm Street 1' })).body;
const [first, second] = [await place(2), await place(3)];
const refund = (
  await shop.must(
    201,
    shop.ask('POST', `/api/orders/${second.id}/refunds`, {
      as: shop.admin,
      body: { lines: [{ lineId: second.lines[0].id, quantity: 1 }], reason: 'A scratch' },
    }),
  )
).id;
await shop.must(
  200,
  shop.ask('POST', `/api/orders/${second.id}/cancellation`, { as: alice.token, body: {} }),
);
await shop.settled();

async function paper(order: string, as: string | undefined, query = '') {
  const headers: Record<string, string> = as ? { authorization: `Bearer ${as}` } : {};
  const answer = await fetch(`${shop.url}/api/orders/${order}/invoice.pdf${query}`, { headers });
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
}

test('who placed an order and who works for the shop have its invoice and credit notes, and nobody else', async () => {
  const own = await paper(first.id, alice.token);
  assert.deepEqual([own.status, own.headers.get('content-type')], [200, 'application/pdf']);
  assert.match(own.headers.get('content-disposition')!, /^inline; filename="INV-\d{4}-000001\.pdf"$/);
  assert.match(own.headers.get('cache-control')!, /private/);
  assert.ok((await paper(first.id, shop.admin)).bytes.equals(own.bytes), 'the same bytes');
  const stranger = await shop.customer();
  assert.equal((await paper(first.id, stranger.token)).status, 404);
  assert.equal((await paper(first.id, undefined)).status, 401);
  for (const [query, nth] of [
    [`?refund=${refund}`, 1],
    [`?refund=${second.id}`, 2],
  ] as const) {
    const note = await paper(second.id, alice.token, query);
    assert.match(note.headers.get('content-disposition') ?? '', new RegExp(`CN-\\d{4}-00000${nth}\\.pdf`));
  }
  assert.equal((await paper(first.id, alice.token, `?refund=${refund}`)).status, 404);
});

test('the invoices of many orders are one file, for staff alone', async () => {
  const many = async (ids: string, as: string | undefined) => {
    const headers: Record<string, string> = as ? { authorization: `Bearer ${as}` } : {};
    const answer = await fetch(`${shop.url}/api/orders/invoices.pdf?ids=${ids}`, { headers });
    return {
      status: answer.status,
      text: await answer.text(),
      name: answer.headers.get('content-disposition'),
    };
  };
  const ids = [second.id, crypto.randomUUID(), first.id, first.id.toUpperCase()].join();
  const file = await many(ids, shop.admin);
  assert.equal(file.status, 200, file.text);
  assert.equal(file.text.match(/\/Type\/Page\b(?!s)/g)?.length, 2, 'a page each, once');
  assert.match(file.name!, /^inline; filename="INV-\d{4}-000001_INV-\d{4}-000002\.pdf"$/);
  assert.equal((await many(ids, shop.admin)).text, file.text, 'the same bytes');
  assert.equal((await many(crypto.randomUUID(), shop.admin)).status, 409);
  for (const bad of ['', 'x', `${first.id},`, '%00', Array(101).fill(first.id).join()])
    assert.equal((await many(bad, shop.admin)).status, 422, bad.slice(0, 20));
  assert.deepEqual(
    [(await many(first.id, alice.token)).status, (await many(first.id, undefined)).status],
    [403, 401],
  );
});

async function failures(): Promise<Record<string, string[]>> {
  const { invariants } = await shop.audit();
  const failing = invariants.filter((found: { ok: boolean }) => !found.ok);
  return Object.fromEntries(
    failing.map(({ name, failures }: { name: string; failures: string[] }) => [name, failures]),
  );
}

const [NUMBERS, PAID] = [
  'numbers of invoices have no gap and no double',
  'an invoice is of what was paid, a credit note of what went back',
];
const CAPTURED = 'an invoice is of what was captured, and credit notes of what was refunded';
const invoice = (order: string) => `where order_id = '${order}' and refund is null`;
const note = `where refund = '${refund}'`;
const kept = 'create table kept as select * from documents';
const back = 'delete from documents; insert into documents select * from kept; drop table kept';

/** Ways to break what is promised of invoices, with the invariants that notice it and the order that they name. */
const CASES: { breaks: string; mends: string; noticed: string[]; names: string }[] = [
  {
    breaks: `${kept}; delete from documents ${invoice(first.id)};
      update orders set created_at = created_at - interval '1 hour' where id = '${first.id}';
      update sagas set updated_at = updated_at - interval '1 hour' where order_id = '${first.id}'`,
    mends: back,
    noticed: ['a confirmed order has its invoice'],
    names: first.id,
  },
  {
    breaks: `${kept}; delete from documents ${invoice(first.id)}`,
    mends: back,
    noticed: [NUMBERS],
    names: second.id,
  },
  {
    breaks: `${kept}; drop index documents_by_number; update documents set number = 2 ${invoice(first.id)}`,
    mends: `${back}; create unique index documents_by_number on documents (year, number, (refund is null))`,
    noticed: [NUMBERS],
    names: first.id,
  },
  {
    breaks: 'update document_series set last = last + 1 where invoices',
    mends: 'update document_series set last = last - 1 where invoices',
    noticed: [NUMBERS],
    names: second.id,
  },
  {
    breaks: `${kept}; update documents set amount = amount + 1 ${invoice(first.id)}`,
    mends: back,
    noticed: [PAID, CAPTURED],
    names: first.id,
  },
  {
    breaks: `${kept}; update documents set inputs = replace(inputs, '"total":500', '"total":501') ${invoice(first.id)}`,
    mends: back,
    noticed: [PAID],
    names: first.id,
  },
  {
    breaks: `${kept}; update documents set amount = amount * 9 ${note}`,
    mends: back,
    noticed: [PAID, CAPTURED],
    names: second.id,
  },
  {
    breaks: `${kept}; delete from documents ${note};
      update refunds set settled_at = settled_at - interval '1 hour' where id = '${refund}'`,
    mends: back,
    noticed: ['money that went back has its credit note'],
    names: second.id,
  },
];

test('each invariant of invoices is broken by hand and named', async () => {
  for (const id of [first.id, second.id]) await paper(id, alice.token);
  for (const query of [`?refund=${refund}`, `?refund=${second.id}`])
    await paper(second.id, alice.token, query);
  // Whatever is taken away shall not be issued anew meanwhile.
  await shop.corrupt(
    'order',
    `insert into document_progress values (true, 'ffffffff-ffff-7fff-bfff-ffffffffffff', now())
      on conflict (one) do update set done_to = excluded.done_to`,
  );
  assert.deepEqual(await failures(), {});
  for (const { breaks, mends, noticed, names } of CASES) {
    await shop.corrupt('order', breaks);
    const found = await failures();
    for (const name of noticed)
      assert.ok(found[name]?.includes(names), `${breaks}\n${JSON.stringify(found)}`);
    await shop.corrupt('order', mends);
    assert.deepEqual(await failures(), {}, mends);
  }
});

test('when the customer leaves, the books stay, without name and address', async () => {
  const before = await paper(first.id, shop.admin);
  await shop.must(
    201,
    shop.ask('POST', `/api/accounts/${alice.id}/adjustments`, {
      as: shop.admin,
      body: {
        amount: -((await alice.get('/api/account')).body.available.amount as number),
        reason: 'Paid out',
      },
    }),
  );
  const headers = { authorization: `Bearer ${alice.token}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ currentPassword: 'not-used-here-1' });
  const left = await fetch(`${shop.url}/api/users/me`, { method: 'DELETE', headers, body });
  assert.equal(left.status, 204, await left.text());
  const [after, again] = [await paper(first.id, shop.admin), await paper(first.id, shop.admin)];
  assert.deepEqual(
    [after.status, after.bytes.equals(before.bytes), after.bytes.equals(again.bytes)],
    [200, false, true],
  );
  assert.equal(after.headers.get('content-disposition'), before.headers.get('content-disposition'));
  await shop.passes();
});
