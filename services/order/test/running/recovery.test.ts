import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { as } from '@sagashop/chassis/testing';
import { done } from '@sagashop/saga/message';
import { orderService, participants, tea } from '../order-world.ts';

const body = { lines: [{ productId: tea.id, quantity: 2 }] };

test('an order whose process died goes on in the next one, and its key still finds its outcome', async () => {
  const stuck = participants();
  const forever = new Promise<never>(() => {});
  stuck.answers['stock.reserve'] = () => forever;
  const first = await orderService(stuck);
  const headers = { ...as(randomUUID()), 'idempotency-key': randomUUID() };
  const asked = {
    method: 'POST',
    url: '/api/orders',
    headers: { ...headers, prefer: 'respond-async' },
    payload: body,
  } as const;
  const pending = (await first.app.inject(asked)).json();
  assert.equal(pending.status, 'pending');
  await first.stop();

  const second = await orderService(participants(), first.url);
  const answer = await untilEnded(async () => second.app.inject({ ...asked, headers }));
  assert.equal(answer.statusCode, 201);
  assert.equal(answer.json().id, pending.id);
  assert.equal(answer.json().status, 'confirmed');
  assert.equal(answer.json().lines[0].quantity, 2);
  assert.equal(answer.headers['idempotency-replayed'], 'true');
});

test('an order that was past its deadline when its process died is undone by the next one', async () => {
  const stuck = participants();
  stuck.answers['payment.hold'] = () => new Promise<never>(() => {});
  const first = await orderService(stuck);
  const user = randomUUID();
  const headers = { ...as(user), 'idempotency-key': randomUUID(), prefer: 'respond-async' };
  const { id } = (
    await first.app.inject({ method: 'POST', url: '/api/orders', headers, payload: body })
  ).json();
  await first.stop();
  const sql = connect(first.url, { name: 'test', max: 1 });
  await sql`update sagas set deadline = now() - interval '1 second' where order_id = ${id}`;
  await sql.end();

  const next = participants();
  next.answers['payment.hold'] = () => done();
  const second = await orderService(next, first.url);
  const order = await untilEnded(async () =>
    second.app.inject({ url: `/api/orders/${id}`, headers: as(user) }),
  );
  assert.deepEqual([order.json().status, order.json().reason], ['cancelled', 'timed_out']);
  const undone = next.sent.map((command) => command.type).filter((type) => /release|cancel/.test(type));
  assert.deepEqual(undone.sort(), ['delivery.cancel', 'payment.release', 'stock.release']);
});

type Answer = Awaited<ReturnType<Awaited<ReturnType<typeof orderService>>['app']['inject']>>;

async function untilEnded(ask: () => Promise<Answer>): Promise<Answer> {
  for (const end = Date.now() + 60_000; ; ) {
    const answer = await ask();
    const { code, status } = answer.json();
    if (code !== 'idempotency_in_progress' && status !== 'pending') return answer;
    assert.ok(Date.now() < end, 'the order did not end');
    await new Promise(setImmediate);
  }
}
