import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { as } from '@sagashop/chassis/testing';
import { done } from '@sagashop/saga/message';
import { labWorld } from '../lab-world.ts';
import { tea } from '../order-world.ts';

const lab = await labWorld();
after(() => lab.app.close());

/** Breaks something for a new customer, who then orders. */
async function struck(wish: { fault: string; [more: string]: unknown }, who = as(randomUUID())) {
  const made = await lab.wish(who, wish);
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const { status, body } = await lab.order(who);
  const id = body.id ?? body.orderId;
  const hits = await lab.hits(who, id);
  const [fault] = (await lab.look(who)).active;
  return { who, status, body, id, hits, fault: fault!, came: lab.came(id) };
}

test('a participant refuses although it could, and the order turns back with its reason', async () => {
  const { status, body, hits, fault, came } = await struck({ fault: 'refuse', command: 'stock.reserve' });
  assert.deepEqual([status, body.code], [409, 'out_of_stock']);
  assert.ok(!came.includes('stock.reserve') && came.includes('payment.release'), came.join());
  assert.deepEqual([fault.hits, hits.length], [1, 1]);
  assert.deepEqual([hits[0]!.fault, hits[0]!.step, hits[0]!.faultId], ['refuse', 'reserve-goods', fault.id]);
});

test('a reply that is lost after the commit is asked for again, and the order is confirmed', async () => {
  const { status, hits, came } = await struck({ fault: 'reply_lost', command: 'payment.hold', nth: 1 });
  assert.equal(status, 201);
  assert.equal(came.filter((type) => type === 'payment.hold').length, 2);
  assert.deepEqual(
    hits.map(({ step }) => step),
    ['hold-money'],
  );
});

test('a command that is lost never comes, and is sent again', async () => {
  const { status, came, fault } = await struck({ fault: 'command_lost', command: 'payment.hold', nth: 1 });
  assert.deepEqual([status, fault.hits, fault.occasions], [201, 1, 2]);
  assert.equal(came.filter((type) => type === 'payment.hold').length, 1);
});

test('a participant that is silent does nothing, and is asked again when the fault is over', async () => {
  const who = as(randomUUID());
  await lab.wish(who, { fault: 'silent', command: 'delivery.book' });
  const placed = lab.order(who);
  await until(async () => (await lab.look(who)).active[0]!.hits === 1);
  await lab.end(who);
  const { status, body } = await placed;
  assert.equal(status, 201);
  assert.equal(lab.came(body.id).filter((type) => type === 'delivery.book').length, 1);
});

test('a participant that answers with faults is tried again', async () => {
  const { status, hits } = await struck({ fault: 'fail', service: 'payment', command: 'hold', nth: 1 });
  assert.deepEqual([status, hits.length], [201, 1]);
});

test('each command of a service comes twice, and each time it stands beside the order', async () => {
  const { status, came, hits } = await struck({ fault: 'twice', service: 'payment' });
  assert.equal(status, 201);
  assert.equal(came.filter((type) => type.startsWith('payment.')).length, 4);
  assert.deepEqual(
    hits.map(({ step }) => step),
    ['hold-money', 'capture-money'],
  );
});

test('a slow message comes when the fault is over, if not before', async () => {
  const who = as(randomUUID());
  await lab.wish(who, { fault: 'slow', command: 'payment.hold', nth: 1 });
  const placed = lab.order(who);
  await until(async () => (await lab.look(who)).active[0]!.hits === 1);
  await lab.end(who);
  assert.equal((await placed).status, 201);
});

test('a late copy comes after the order was confirmed', async () => {
  const { who, status, id } = await struck({ fault: 'late_copy', command: 'payment.hold' });
  assert.equal(status, 201);
  assert.equal(lab.came(id).filter((type) => type === 'payment.hold').length, 1);
  await lab.end(who);
  await until(async () => lab.came(id).filter((type) => type === 'payment.hold').length === 2);
});

test('an undo comes before what it undoes, which comes when the undo was answered', async () => {
  const who = as(randomUUID());
  await lab.wish(who, { fault: 'refuse', command: 'delivery.book' });
  const { status, id, hits } = await struck({ fault: 'overtaken', command: 'stock.reserve' }, who);
  assert.equal(status, 409);
  await until(async () => lab.came(id).includes('stock.reserve'));
  const came = lab.came(id);
  assert.ok(came.indexOf('stock.release') < came.indexOf('stock.reserve'), came.join());
  assert.ok(hits.some(({ fault }) => fault === 'overtaken'));
});

test('orders of others go by untouched', async () => {
  const [breaker, other] = [as(randomUUID()), as(randomUUID())];
  await lab.wish(breaker, { fault: 'refuse', command: 'payment.hold' });
  const { status, body } = await lab.order(other);
  assert.equal(status, 201);
  assert.deepEqual(await lab.hits(other, body.id), []);
  assert.equal((await lab.look(breaker)).active[0]!.hits, 0);
});

test('what is stopped strikes no more, from the next command on', async () => {
  const who = as(randomUUID());
  await lab.wish(who, { fault: 'refuse', command: 'payment.hold' });
  assert.equal((await lab.order(who)).status, 409);
  await lab.end(who);
  assert.equal((await lab.order(who)).status, 201);
  const [over] = (await lab.look(who)).recent;
  assert.ok(over!.endedAt && over!.hits === 1);
});

test('the same seed strikes at the same occasions', async () => {
  const strokes = async () => {
    const who = as(randomUUID());
    await lab.wish(who, { fault: 'twice', share: 0.5, seed: 7 });
    const { body } = await lab.order(who);
    await lab.end(who);
    return (await lab.hits(who, body.id)).length;
  };
  assert.equal(await strokes(), await strokes());
});

test('the answer to a customer is lost after the order was made, and the order is there under its key', async () => {
  const id = randomUUID();
  const [who, key] = [as(id), randomUUID()];
  await lab.wish(who, { fault: 'answer_lost', nth: 1 });
  await lab.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = lab.app.server.address() as AddressInfo;
  const placing = request({
    ...{ port, method: 'POST', path: '/api/orders' },
    headers: { ...who, 'idempotency-key': key, 'content-type': 'application/json' },
  });
  placing.end(JSON.stringify({ lines: [{ productId: tea.id, quantity: 1 }] }));
  const [error] = (await once(placing, 'error')) as [NodeJS.ErrnoException];
  assert.equal(error.code, 'ECONNRESET');
  const again = await lab.ask(
    'POST',
    '/api/orders',
    who,
    { lines: [{ productId: tea.id, quantity: 1 }] },
    key,
  );
  assert.deepEqual([again.status, again.headers['idempotency-replayed']], [201, 'true']);
  assert.deepEqual(
    (await lab.hits(who, again.body.id)).map(({ fault }) => fault),
    ['answer_lost'],
  );
});

for (const point of ['before it sends', 'before it writes', 'after it has written'])
  test(`a runner that dies ${point} loses its memory, and another ends its orders`, async () => {
    const who = as(randomUUID());
    await lab.wish(lab.owner, { fault: 'runner_dies', command: point, scope: 'all' });
    const { status, body } = await lab.order(who);
    assert.equal(status, 201);
    assert.deepEqual(
      (await lab.hits(who, body.id)).map(({ fault, command }) => [fault, command]),
      [['runner_dies', point]],
    );
    await lab.end(lab.owner);
  });

test('a runner that freezes is taken for dead, and its orders go on when it wakes', async () => {
  const who = as(randomUUID());
  await lab.wish(lab.owner, { fault: 'runner_freezes', command: 'before it writes', scope: 'all' });
  assert.equal((await lab.order(who)).status, 201);
  await lab.end(lab.owner);
});

test('connections are cut and all are busy, and orders are confirmed all the same', async () => {
  for (const fault of ['connections_cut', 'pool_full']) {
    await lab.wish(lab.owner, { fault, scope: 'all', nth: 1 });
    assert.equal((await lab.order(as(randomUUID()))).status, 201);
    const [over] = (await lab.look(lab.owner)).active;
    assert.equal(over!.hits, 1, fault);
    await lab.end(lab.owner);
  }
});

test('without batches a participant has one command at a time, and everything comes to the same', async () => {
  const holds = lab.answers['payment.hold'];
  let [now, most] = [0, 0];
  lab.answers['payment.hold'] = async () => {
    most = Math.max(most, ++now);
    await new Promise((resolve) => setImmediate(resolve));
    now -= 1;
    return done();
  };
  const together = () => Promise.all(Array.from({ length: 10 }, () => lab.order(as(randomUUID()))));
  await together();
  assert.ok(most > 1, `${most} at once`);
  await lab.wish(lab.owner, { fault: 'batches_off', scope: 'all' });
  most = 0;
  assert.deepEqual([...new Set((await together()).map(({ status }) => status))], [201]);
  assert.equal(most, 1);
  const [off] = (await lab.look(lab.owner)).active;
  assert.ok(off!.hits >= 80, String(off!.hits));
  await lab.end(lab.owner);
  if (holds) lab.answers['payment.hold'] = holds;
});

async function until(fits: () => Promise<boolean>): Promise<void> {
  while (!(await fits())) await new Promise((resolve) => setTimeout(resolve, 5));
}
