import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { as } from '@sagashop/chassis/testing';
import { labWorld } from '../lab-world.ts';

// Two processes of the order service, as far as their database can tell.
// Neither takes the other for dead, however slow the machine is, nor sends a step again before its order's time is up.
const patient = { ORDER_TAKE_OVER_MS: '60000', ORDER_ATTEMPT_MS: '60000', ORDER_DEADLINE_MS: '60000' };
const one = await labWorld(patient);
const other = await labWorld(patient, one.url);
const both = [one, other];
/** What each says, when each has written down what it has counted. */
const lookEverywhere = async (who: object) => {
  for (const lab of both) await lab.look(who);
  return Promise.all(both.map((lab) => lab.look(who)));
};

test('what is broken in one process strikes the orders of all, and their hits add up', async () => {
  const who = as(randomUUID());
  await one.wish(who, { fault: 'twice', service: 'payment' });
  assert.equal((await other.look(who)).active.length, 1);
  const orders = (await Promise.all(both.map((lab) => lab.order(who)))).map(({ body }) => body.id as string);
  await other.end(who);
  const lines = await Promise.all(orders.map((id) => one.hits(who, id)));
  for (const [nth, { recent }] of (await lookEverywhere(who)).entries()) {
    // On a slow machine a command is asked for again, and comes twice again.
    const [fault] = recent;
    assert.equal(fault!.hits, lines.flat().length);
    assert.deepEqual([...fault!.orders].sort(), [...orders].sort());
    assert.deepEqual(await both[nth]!.hits(who, orders[0]!), lines[0]);
  }
  for (const line of lines)
    assert.deepEqual([...new Set(line.map(({ step }) => step))], ['hold-money', 'capture-money']);
});

test('the n-th occasion is one of all processes together', async () => {
  const who = as(randomUUID());
  await one.wish(who, { fault: 'twice', command: 'payment.hold', nth: 3 });
  await other.look(who);
  const placed = await Promise.all([...both, ...both].map((lab) => lab.order(who)));
  for (const { active } of await lookEverywhere(who))
    assert.deepEqual([active[0]!.hits, active[0]!.occasions], [1, 4]);
  const holds = placed.flatMap(({ body }) => both.flatMap((lab) => lab.came(body.id)));
  assert.equal(holds.filter((type) => type === 'payment.hold').length, 5);
  await one.end(who);
});

test('whoever stops everything in one process stops it in all, and what was held back goes on', async () => {
  const who = as(randomUUID());
  await one.wish(who, { fault: 'silent', command: 'payment.hold' });
  const placed = one.order(who);
  while ((await other.look(who)).active[0]!.hits === 0) await one.look(who);
  assert.equal((await other.end(who)).status, 204);
  assert.equal((await placed).status, 201);
  const { active, recent } = await one.look(who);
  assert.deepEqual([active.length, recent[0]!.hits], [0, 1]);
  assert.notEqual(recent[0]!.endedAt, null);
});

test('what was wished for in a process that is gone is over, and what others keep is not', async () => {
  const who = as(randomUUID());
  const { body } = await one.wish(who, { fault: 'slow' });
  await other.wish(who, { fault: 'fail', command: 'notify.tell' });
  await other.look(who);
  const sql = connect(one.url, { name: 'test', max: 1 });
  await sql`update lab_faults set keeper = 1 where id = ${body.id}`; // nobody has that number
  await sql.end();
  for (const lab of both) {
    const { active, recent } = await lab.look(who);
    assert.deepEqual(
      active.map(({ fault }) => fault),
      ['fail'],
    );
    assert.deepEqual(recent, []);
  }
  await one.end(who);
});

test('a wish that comes again elsewhere makes no second fault, and twenty are the most in all processes', async () => {
  const who = as(randomUUID());
  const [first, again] = [
    await one.wish(who, { fault: 'twice' }, 'key'),
    await other.wish(who, { fault: 'twice' }, 'key'),
  ];
  assert.equal(again.body.id, first.body.id);
  assert.equal((await other.wish(who, { fault: 'slow' }, 'key')).body.code, 'idempotency_key_reused');
  const made = await Promise.all(
    Array.from({ length: 20 }, (_, n) => both[n % 2]!.wish(who, { fault: 'twice' })),
  );
  assert.equal(made.filter(({ status }) => status === 201).length, 19);
  assert.equal(made.filter(({ status }) => status === 429).length, 1);
  await other.end(who);
  assert.deepEqual((await one.look(who)).active, []);
});

test("whoever asks another process ends nobody else's fault there either, but an owner does", async () => {
  const [who, stranger] = [as(randomUUID()), as(randomUUID())];
  const { body } = await one.wish(who, { fault: 'slow' });
  assert.equal((await other.end(stranger, body.id)).status, 404);
  await other.end(stranger);
  assert.equal((await one.look(who)).active.length, 1);
  const ended = await Promise.all(both.map((lab) => lab.end(lab.owner, body.id)));
  assert.deepEqual(
    ended.map(({ status }) => status),
    [204, 204],
  );
  for (const lab of both) assert.deepEqual((await lab.look(who)).active, []);
});

test('the faults of a process end with it, and the other goes on without them', async () => {
  const third = await labWorld(patient, one.url);
  const who = as(randomUUID());
  await third.wish(who, { fault: 'slow' });
  assert.equal((await one.look(who)).active.length, 1);
  await third.stop();
  assert.deepEqual(await one.look(who), { ...(await other.look(who)), active: [], recent: [] });
});
