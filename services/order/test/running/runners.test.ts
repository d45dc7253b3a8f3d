import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { as } from '@sagashop/chassis/testing';
import { orderService, participants, tea } from '../order-world.ts';

const user = randomUUID();
// Long, so that a machine that stands still for some seconds does not change who runs what.
const patient = { ORDER_TAKE_OVER_MS: '20000' };
const first = await orderService(participants(), undefined, patient);
const url = first.url;
const sql = connect(url, { name: 'test', max: 1 });
after(() => sql.end({ timeout: 0 }));

type Shop = typeof first;
type Answers = Shop['answers'];

function place({ app }: Shop, prefer = 'respond-async') {
  const headers = { ...as(user), 'idempotency-key': randomUUID(), prefer };
  const payload = { lines: [{ productId: tea.id, quantity: 1 }] };
  return app.inject({ method: 'POST', url: '/api/orders', headers, payload });
}

/** Lets the first command of a type stay without an answer at this process. */
function stuck(answers: Answers, type: string): void {
  answers[type] = () => {
    delete answers[type];
    return new Promise(() => {});
  };
}

async function ended({ app }: Shop, id: string): Promise<string> {
  for (;;) {
    const { status } = (await app.inject({ url: `/api/orders/${id}`, headers: as(user) })).json();
    if (status !== 'pending') return status;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** What a process counts under a name, by the value of its last label. */
async function counted({ metrics }: Shop, name: string): Promise<Record<string, number>> {
  const page = await metrics.registry.metrics();
  const lines = page.matchAll(new RegExp(`^${name}\\{.*="(\\w+)"\\} (\\d+)$`, 'gm'));
  return Object.fromEntries([...lines].map(([, label, value]) => [label!, Number(value)]));
}

const ownersOf = async (id: string) =>
  (
    await sql<{ owner: number; version: number }[]>`select owner, version from sagas where order_id = ${id}`
  )[0]!;

test('an order is run by the process that took it, and by nobody else while that lives', async () => {
  const second = await orderService(participants(), url, patient);
  stuck(first.answers, 'stock.reserve');
  const { id } = (await place(first)).json();
  const { owner, version } = await ownersOf(id);
  const rows = await sql<{ id: number }[]>`select id from runners where gone is null order by id`;
  assert.deepEqual([rows.map((row) => row.id).indexOf(owner), rows.length, version], [0, 2, 1]);
  await first.stop();
  assert.equal(await ended(second, id), 'confirmed');
  assert.ok(second.sent.some((command) => command.order === id));
  assert.deepEqual(await counted(second, 'sagashop_saga_take_overs_total'), { stopped: 1 });
  assert.equal((await ownersOf(id)).version, 2);
  await second.stop();
});

test('a process that was taken for frozen drops its orders; they end, and it takes new ones as another runner', async () => {
  const shops = [await orderService(participants(), url), await orderService(participants(), url)] as const;
  const [one, other] = shops;
  stuck(one.answers, 'stock.reserve');
  const { id } = (await place(one)).json();
  const { owner } = await ownersOf(id);
  await sql`update runners set seen = seen - interval '1 hour' where id = ${owner}`;
  assert.equal(await ended(one, id), 'confirmed');
  // Whichever of the two found out first: the frozen one itself, or the other.
  const causes = await Promise.all(shops.map((shop) => counted(shop, 'sagashop_saga_take_overs_total')));
  assert.ok(Object.values(Object.assign({}, ...causes)).length > 0, JSON.stringify(causes));
  assert.notEqual((await ownersOf(id)).owner, owner);
  const answer = await place(one, 'wait=30');
  assert.ok([201, 202].includes(answer.statusCode));
  assert.equal(await ended(other, answer.json().id), 'confirmed');
  await Promise.all(shops.map((shop) => shop.stop()));
});

test('orders of a release that knows no owners are left to it until it has not touched them for long', async () => {
  const quiet = await orderService(participants(), url);
  stuck(quiet.answers, 'stock.reserve');
  const ids = [(await place(quiet)).json().id, (await place(quiet)).json().id];
  await quiet.stop();
  await sql`update sagas set owner = null, updated_at = now() + interval '1 hour' where order_id = ${ids[0]}`;
  await sql`update sagas set owner = null, updated_at = now() - interval '1 hour' where order_id = ${ids[1]}`;
  const next = await orderService(participants(), url);
  assert.equal(await ended(next, ids[1]), 'confirmed');
  assert.deepEqual(await counted(next, 'sagashop_saga_take_overs_total'), { ownerless: 1 });
  const [{ owner, version }, touched] = [await ownersOf(ids[0]), await ownersOf(ids[1])];
  assert.deepEqual([owner, version, touched.version], [null, 1, 2]);
  await next.stop();
});

test('an order of a version that nobody here knows is counted and left', async () => {
  const quiet = await orderService(participants(), url);
  stuck(quiet.answers, 'stock.reserve');
  const { id } = (await place(quiet)).json();
  await quiet.stop();
  await sql`update sagas set definition_version = 99 where order_id = ${id}`;
  const next = await orderService(participants(), url);
  const standing = () => counted(next, 'sagashop_sagas_standing');
  while ((await standing())['unknown_version'] !== 1) await new Promise((resolve) => setTimeout(resolve, 5));
  assert.equal((await ownersOf(id)).version, 1);
});
