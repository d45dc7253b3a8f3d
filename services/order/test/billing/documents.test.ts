import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { as } from '@sagashop/chassis/testing';
import { firstIdAt, newId } from '@sagashop/kernel/ids';
import { fault } from '@sagashop/saga/message';
import { issueDocuments } from '../../src/billing/issue-documents.ts';
import { oldestDue } from '../../src/store/documents-due.ts';
import { orderService, tea } from '../order-world.ts';

const seller = { SAGASHOP_SELLER_NAME: 'Teapots & Sons', SAGASHOP_SELLER_TAX_ID: '7701234567' };
const shop = await orderService(undefined, undefined, seller);
const sql = connect(shop.url, { name: 'test', max: 3 });
after(() => sql.end());
const billing = {
  ...{ sql, zone: 'UTC', currency: 'RUB' },
  seller: { name: 'Another', address: 'Elsewhere', taxId: '' },
};

async function ask(
  method: 'GET' | 'POST',
  url: string,
  user: string,
  payload?: object,
  roles: string[] = [],
) {
  const headers = { ...as(user, { roles }), 'idempotency-key': randomUUID() };
  return shop.app.inject({ method, url, headers, ...(payload && { payload }) });
}

async function place(user: string, quantity = 2) {
  return (
    await ask('POST', '/api/orders', user, {
      lines: [{ productId: tea.id, quantity }],
      address: 'Elm Street 1',
    })
  ).json();
}

const paper = (order: string, user: string, refund = '') =>
  ask('GET', `/api/orders/${order}/invoice.pdf${refund && `?refund=${refund}`}`, user);

const refunding = (order: string, payload: object) =>
  ask('POST', `/api/orders/${order}/refunds`, randomUUID(), { reason: 'A scratch', ...payload }, ['clerk']);

async function printed(order: string, refund: string | null = null) {
  const [row] = await sql<{ inputs: string; number: number }[]>`
    select inputs, number from documents where order_id = ${order} and refund is not distinct from ${refund}`;
  return { ...JSON.parse(row!.inputs), nth: row!.number };
}

test('an order has its invoice as soon as somebody asks for it, the next has the next number, and strangers have none', async () => {
  const user = randomUUID();
  const [first, second] = [await place(user), await place(user, 3)];
  const answer = await paper(first.id, user);
  assert.equal(answer.statusCode, 200, answer.body);
  assert.equal(answer.headers['content-type'], 'application/pdf');
  assert.match(answer.rawPayload.toString('latin1'), /^%PDF-1\.7[\s\S]*%%EOF\n$/);
  const { number, nth, date, lines, ...rest } = await printed(first.id);
  assert.equal(number, `INV-${date.slice(0, 4)}-${String(nth).padStart(6, '0')}`);
  assert.equal(answer.headers['content-disposition'], `inline; filename="${number}.pdf"`);
  const line = { name: 'Teapot', quantity: 2, price: 250, rate: 0, net: 500, tax: 0, amount: 500 };
  assert.deepEqual([lines, rest.net, rest.tax, rest.total, rest.currency], [[line], 500, 0, 500, 'RUB']);
  assert.deepEqual(rest.seller, { name: 'Teapots & Sons', address: '', taxId: '7701234567' });
  assert.deepEqual([rest.order.number, rest.kind, rest.language], [first.number, 'invoice', 'en']);
  assert.equal((await paper(second.id, user)).statusCode, 200);
  assert.equal((await printed(second.id)).nth, nth + 1);
  assert.equal((await paper(first.id, randomUUID())).statusCode, 404);
  const clerk = await ask('GET', `/api/orders/${first.id}/invoice.pdf`, randomUUID(), undefined, ['clerk']);
  assert.deepEqual([clerk.statusCode, clerk.rawPayload.equals(answer.rawPayload)], [200, true]);
});

test('what was refused has no invoice, what is pending none yet, and nonsense is refused', async () => {
  const user = randomUUID();
  shop.answers['payment.hold'] = () => ({ kind: 'refused', code: 'insufficient_funds' }) as never;
  const { orderId } = await place(user);
  delete shop.answers['payment.hold'];
  assert.equal((await paper(orderId, user)).json().code, 'not_invoiced');
  shop.answers['payment.hold'] = () => fault('away');
  const headers = { ...as(user), 'idempotency-key': randomUUID(), prefer: 'respond-async' };
  const payload = { lines: [{ productId: tea.id, quantity: 1 }] };
  const pending = (await shop.app.inject({ method: 'POST', url: '/api/orders', headers, payload })).json();
  const early = await paper(pending.id, user);
  assert.deepEqual([early.statusCode, early.json().code], [409, 'not_invoiced']);
  delete shop.answers['payment.hold'];
  for (const refund of ['1', "'", '%00', 'x'.repeat(10_000)])
    assert.equal((await paper(pending.id, user, refund)).statusCode, 422, refund);
  assert.equal((await paper(pending.id, user, randomUUID())).statusCode, 404);
  assert.equal((await paper('1', user)).statusCode, 404);
});

test('each refund that is settled has its credit note: of pieces, of an amount, and of what was left of a cancelled order', async () => {
  const user = randomUUID();
  const order = await place(user, 3);
  const pieces = (await refunding(order.id, { lines: [{ lineId: order.lines[0].id, quantity: 1 }] })).json();
  const amount = (await refunding(order.id, { amount: 100 })).json();
  for (const { id } of [amount, pieces]) assert.equal((await paper(order.id, user, id)).statusCode, 200);
  const [first, second] = [await printed(order.id, amount.id), await printed(order.id, pieces.id)];
  assert.match(first.number, /^CN-/);
  assert.equal(second.nth, first.nth + 1);
  assert.equal(
    first.invoice.number,
    `INV-${first.date.slice(0, 4)}-${String((await row(order.id)).number).padStart(6, '0')}`,
  );
  const of = ({ lines }: { lines: { name: string; quantity: number; amount: number }[] }) =>
    lines.map(({ name, quantity, amount }) => [name, quantity, amount]);
  assert.deepEqual([of(first), of(second)], [[[null, null, 100]], [['Teapot', 1, 250]]]);
  assert.equal((await paper(order.id, user, order.id)).statusCode, 404, 'it stands');
  assert.equal((await ask('POST', `/api/orders/${order.id}/cancellation`, user)).statusCode, 200);
  assert.equal((await paper(order.id, user, order.id)).statusCode, 200);
  const rest = await printed(order.id, order.id);
  assert.deepEqual(
    [rest.total, of(rest)],
    [
      400,
      [
        ['Teapot', 2, 500],
        [null, null, -100],
      ],
    ],
  );
  const other = await place(user);
  assert.equal((await paper(other.id, user, amount.id)).statusCode, 404, 'of another order');
});

const row = async (order: string) =>
  (
    await sql<{ number: number }[]>`select number from documents where order_id = ${order} and refund is null`
  )[0]!;

test('money that is under way has no credit note yet', async () => {
  const user = randomUUID();
  const order = await place(user);
  shop.answers['payment.refund_part'] = () => fault('away');
  const headers = {
    ...as(randomUUID(), { roles: ['clerk'] }),
    'idempotency-key': randomUUID(),
    prefer: 'respond-async',
  };
  const url = `/api/orders/${order.id}/refunds`;
  const payload = { amount: 100, reason: 'A scratch' };
  const { id } = (await shop.app.inject({ method: 'POST', url, headers, payload })).json();
  const early = await paper(order.id, user, id);
  delete shop.answers['payment.refund_part'];
  assert.deepEqual([early.statusCode, early.json().code], [409, 'not_invoiced']);
});

test('what was printed once is the same bytes each time, whatever becomes of order and seller; the database refuses a change', async () => {
  const user = randomUUID();
  const order = await place(user);
  const before = (await paper(order.id, user)).rawPayload;
  await sql`update order_lines set name = 'Something else' where order_id = ${order.id}`;
  assert.ok((await paper(order.id, user)).rawPayload.equals(before));
  for (const change of [
    sql`update documents set inputs = '{}' where order_id = ${order.id}`,
    sql`update documents set number = 7 where order_id = ${order.id}`,
    sql`delete from documents where order_id = ${order.id}`,
    sql`update sellers set name = 'Somebody'`,
  ])
    await assert.rejects(async () => change, /does not change/);
  await sql`update recipients set name = '', email = '', address = null where order_id = ${order.id}`;
  const after = (await paper(order.id, user)).rawPayload;
  assert.ok(!after.equals(before));
  assert.ok(
    (await paper(order.id, user)).rawPayload.equals(after),
    'without its buyer it is the same from then on',
  );
});

/** Orders as an older release left them, a minute apart: every tenth is pending, every tenth was refused. */
async function olderOrders(many: number) {
  const made = Array.from({ length: many }, (_, at) => ({
    id: newId(Date.parse('2026-01-01') + at * 60_000),
    status: at % 10 === 3 ? 'pending' : at % 10 === 5 ? 'cancelled' : 'confirmed',
  }));
  const json = JSON.stringify(made);
  await sql`insert into orders (id, number, user_id, status, reason, total, language, delivery_date, idempotency_key,
      created_at, answer_status, answer)
    select id, 1, id, status, case when status = 'cancelled' then 'no_courier' end, 500, 'en', null, id, '2026-01-01',
      case status when 'confirmed' then 201 when 'cancelled' then 409 end, case when status <> 'pending' then '{}' end
    from json_to_recordset(${json}::text::json) as made (id uuid, status text)`;
  await sql`insert into order_lines select id, 0, id, 'Thing', 2, 250
    from json_to_recordset(${json}::text::json) as made (id uuid)`;
  return made;
}

/** The service of this test is at it as well: whoever has the lock does it. */
async function allIssued(): Promise<void> {
  const open = () => sql`
    select from orders where answer_status = 201 and id < ${firstIdAt(Date.now() - 60_000)}
      and not exists (select from documents where order_id = orders.id and refund is null)
    union all select from documents_due where refund is not null`;
  while ((await open()).length > 0) await issueDocuments(billing);
}

test('however many processes issue what an older release has left, numbers have no gap and no double', async () => {
  const made = await olderOrders(1200);
  const confirmed = made.filter(({ status }) => status === 'confirmed');
  // One that was pending when it was looked at, and one that was cancelled after it had been confirmed.
  const late = made.find(({ status }) => status === 'pending')!;
  const taken = confirmed[7]!;
  await sql`update orders set status = 'cancelled', reason = 'cancelled_by_shop' where id = ${taken.id}`;
  await sql`insert into sagas (order_id, id, definition, definition_version, state, outcome, data, deadline, ended_at)
    values (${taken.id}, ${randomUUID()}, 'cancel-order', 1, 'ended', 'completed', '{}', now(), now())`;
  await Promise.all([1, 2, 3].map(() => issueDocuments(billing)));
  await allIssued();
  const notes = await sql<{ amount: number }[]>`select amount from documents where refund = ${taken.id}`;
  assert.deepEqual([...notes], [{ amount: 500 }]);
  await sql`update orders set status = 'confirmed', answer_status = 201, answer = '{}' where id = ${late.id}`;
  await allIssued();
  assert.ok((await row(late.id)).number > 0);
  const series = await sql<{ many: number; least: number; most: number; different: number }[]>`
    select count(*)::int as many, min(number) as least, max(number) as most, count(distinct number)::int as different
    from documents group by refund is null, year`;
  assert.equal(series.length, 2);
  for (const { many, least, most, different } of series)
    assert.deepEqual([least, most, different], [1, many, many]);
});

test('for how long the oldest document is due is told', async () => {
  await allIssued();
  const [made] = await olderOrders(1);
  await sql`update orders set created_at = now() - interval '1 hour' where id = ${made!.id}`;
  const age = await sql.begin(async (tx) => {
    // The service of this test would issue it meanwhile.
    await tx`select pg_advisory_xact_lock(hashtext('documents'))`;
    await tx`update document_progress set done_to = ${firstIdAt(Date.parse('2025-12-31'))}`;
    return oldestDue(tx);
  });
  assert.ok(age >= 3600, String(age));
});

test('a new year begins with 1, and a clock that goes back issues nothing before the last', async () => {
  const year = new Date().getUTCFullYear() + 1;
  const series = () => sql<{ year: number; last: number; issuedOn: string }[]>`
    select year, last, issued_on from document_series where invoices order by year`;
  const [before] = await series();
  await sql`insert into document_series (invoices, year, last, issued_on) values (true, ${year}, 0, ${`${year}-01-01`})`;
  const order = await place(randomUUID());
  await paper(order.id, order.userId);
  const { number, date } = await printed(order.id);
  assert.deepEqual([number, date], [`INV-${year}-000001`, `${year}-01-01`]);
  assert.deepEqual((await series())[0], before);
});
