import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { as } from '@sagashop/chassis/testing';
import { labWorld } from '../lab-world.ts';
import { orderService } from '../order-world.ts';

const lab = await labWorld();
const somebody = () => as(randomUUID());

test('where the laboratory is closed none of its routes exist', async () => {
  const { app } = await orderService();
  for (const [method, url] of [
    ['GET', '/api/lab'],
    ['POST', '/api/lab/faults'],
    ['DELETE', '/api/lab/faults'],
  ] as const) {
    const response = await app.inject({ method, url, headers: lab.owner });
    assert.equal(response.statusCode, 404, `${method} ${url}`);
  }
});

test('a laboratory is for whoever is signed in, and says what can be broken', async () => {
  assert.equal((await lab.ask('GET', '/api/lab', {})).status, 401);
  assert.equal((await lab.wish({}, { fault: 'twice' })).status, 401);
  const { body } = await lab.ask('GET', '/api/lab', somebody());
  const hold = body.faults.find(({ name }: { name: string }) => name === 'reply_lost');
  assert.equal(hold.says, 'a reply is lost, after what it tells of was done');
  const payment = hold.targets.find(({ service }: { service: string }) => service === 'payment');
  assert.ok(payment.commands.includes('payment.hold'), JSON.stringify(payment));
  assert.deepEqual(body.active, []);
});

const WRONG: [string, object, string][] = [
  ['an hour', { seconds: 3600 }, 'seconds'],
  ['301 seconds', { seconds: 301 }, 'seconds'],
  ['no time at all', { seconds: 0 }, 'seconds'],
  ['a share of 2', { share: 2 }, 'share'],
  ['a share of nothing', { share: 0 }, 'share'],
  ['a share that is a list', { share: [1] }, 'share'],
  ['the occasion before the first', { nth: 0 }, 'nth'],
  ['the n-th and a share', { nth: 1, share: 0.5 }, 'nth'],
  ['an unknown fault', { fault: 'earthquake' }, 'fault'],
  ['an unknown command', { command: 'payment.steal' }, 'command'],
  ['a command that two services have', { command: 'release' }, 'command'],
  ["another service's command", { service: 'stock', command: 'payment.hold' }, 'command'],
  ['an unknown service', { service: 'weather' }, 'service'],
  ['a service with NUL bytes', { service: '\u0000' }, 'service'],
  ['what cannot be refused', { fault: 'refuse', command: 'payment.capture' }, 'command'],
  ['a scope of its own', { scope: 'theirs' }, 'scope'],
  ['a field that is not known', { sevice: 'stock' }, 'sevice'],
  ['a negative seed', { seed: -1 }, 'seed'],
];
for (const [what, wish, path] of WRONG) {
  test(`${what} is refused with 422, and the place of the mistake`, async () => {
    const { status, body } = await lab.wish(somebody(), { fault: 'twice', ...wish });
    assert.equal(status, 422, JSON.stringify(body));
    assert.equal(body.code, 'validation_failed');
    assert.ok(
      body.errors.some((error: { path: string }) => error.path === path),
      JSON.stringify(body.errors),
    );
  });
}

test('a fault of all is for owners, and one that strikes all cannot be for oneself', async () => {
  const refused = await lab.wish(somebody(), { fault: 'twice', scope: 'all' });
  assert.deepEqual([refused.status, refused.body.code], [403, 'forbidden']);
  assert.equal(refused.body.permission, 'lab.break-all');
  assert.equal(
    (await lab.wish(as(randomUUID(), { roles: ['clerk'] }), { fault: 'twice', scope: 'all' })).status,
    403,
  );
  const wide = await lab.wish(lab.owner, { fault: 'runner_dies' });
  assert.deepEqual([wide.status, wide.body.code], [422, 'scope_too_wide']);
});

test('twenty faults are active for a person at most, and those of others do not count', async () => {
  const [greedy, other] = [somebody(), somebody()];
  const made = await Promise.all(Array.from({ length: 20 }, () => lab.wish(greedy, { fault: 'twice' })));
  assert.deepEqual([...new Set(made.map(({ status }) => status))], [201]);
  const more = await lab.wish(greedy, { fault: 'twice' });
  assert.deepEqual([more.status, more.body.code], [429, 'too_many_faults']);
  assert.equal((await lab.wish(other, { fault: 'twice' })).status, 201);
  assert.equal((await lab.look(greedy)).active.length, 20);
  assert.equal((await lab.end(greedy)).status, 204);
  assert.equal((await lab.look(greedy)).active.length, 0);
  assert.equal((await lab.look(other)).active.length, 1);
  assert.equal((await lab.wish(greedy, { fault: 'twice' })).status, 201);
  await lab.end(greedy);
});

test("nobody sees or ends another's fault, but an owner ends any", async () => {
  const [alice, bob] = [somebody(), somebody()];
  const { id } = (await lab.wish(alice, { fault: 'slow' })).body;
  assert.deepEqual((await lab.look(bob)).active, []);
  assert.equal((await lab.end(bob, id)).status, 404);
  await lab.end(bob);
  assert.equal((await lab.look(alice)).active.length, 1);
  assert.equal((await lab.end(lab.owner, id)).status, 204);
  assert.deepEqual((await lab.look(alice)).active, []);
  assert.equal((await lab.end(alice, id)).status, 204, 'what is over stays so');
  assert.equal((await lab.end(alice, randomUUID())).status, 404);
  assert.equal((await lab.end(alice, 'nonsense')).status, 404);
});

test('a wish that comes again under its key makes no second fault', async () => {
  const who = somebody();
  const first = await lab.wish(who, { fault: 'twice', command: 'payment.hold' }, 'key-1');
  const again = await lab.wish(who, { fault: 'twice', command: 'payment.hold' }, 'key-1');
  assert.deepEqual([again.status, again.body.id], [201, first.body.id]);
  assert.equal(again.headers['idempotency-replayed'], 'true');
  const other = await lab.wish(who, { fault: 'slow' }, 'key-1');
  assert.deepEqual([other.status, other.body.code], [422, 'idempotency_key_reused']);
  assert.equal((await lab.look(who)).active.length, 1);
  await lab.end(who);
});
