import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createMetrics } from '@sagashop/chassis/observe/metrics';
import { connect } from '@sagashop/chassis/postgres/connect';
import { testContext, testDatabase } from '@sagashop/chassis/testing';
import { outboxRelay } from '../src/outbox-relay.ts';

const sql = connect(await testDatabase('outbox'), { name: 'outbox', max: 4 });
await sql`
  create table outbox (
    id bigint generated always as identity primary key, type text not null, body text not null,
    created_at timestamptz not null default now()
  )`;
const { log } = testContext({});
const open = new Set<{ stop: () => Promise<void> }>();
beforeEach(async () => {
  await stopAll();
  await sql`truncate outbox restart identity`;
});
after(async () => {
  await stopAll();
  await sql.end();
});

async function stopAll() {
  await Promise.all([...open].map((relay) => relay.stop()));
  open.clear();
}

type Told = { type: string; n: number; sequence: number };

/** A relay, with what its subscriber took, and a subscriber that fails so often as `fails` says. */
function relayed({ fails = 0 } = {}) {
  const told: Told[] = [];
  const heard = Promise.withResolvers<void>();
  const attempts: number[] = []; // ms
  const metrics = createMetrics();
  const publish = async (type: string, bodies: unknown[]) => {
    attempts.push(performance.now());
    if (attempts.length <= fails) throw new Error('nobody is there');
    told.push(...(bodies as { n: number; sequence: number }[]).map((body) => ({ type, ...body })));
    heard.resolve();
  };
  const relay = outboxRelay({ service: 'stock', sql, publish, log, metrics });
  open.add(relay);
  return {
    relay,
    told,
    heard: heard.promise,
    attempts,
    page: () => metrics.registry.metrics(),
  };
}

const write = (numbers: number[], { type = 'moved', ago = 0 } = {}) => sql`
  insert into outbox (type, body, created_at)
  select ${type}, json_build_object('n', n), now() - make_interval(secs => ${ago})
  from unnest(${`{${numbers}}`}::int[]) with ordinality as given(n, place) order by place`;

const waiting = async () => (await sql`select 1 from outbox`).length;

test('events are told oldest first with their sequence, and are gone when they were taken', async () => {
  await write([7, 8, 9]);
  const { relay, told, heard, page } = relayed();
  relay.start();
  await heard;
  assert.deepEqual(
    told.map(({ n, sequence }) => [n, Number(sequence)]),
    [
      [7, 1],
      [8, 2],
      [9, 3],
    ],
  );
  await relay.stop();
  assert.equal(await waiting(), 0);
  assert.match(await page(), /sagashop_outbox_events_total\{service="stock"\} 3\n/);
  assert.match(await page(), /sagashop_outbox_oldest_age_seconds\{service="stock"\} 0\n/);
});

test('more than fit into one look are all told', async () => {
  await write(Array.from({ length: 450 }, (_, n) => n));
  const { relay, told } = relayed();
  const { checked } = await relay.check();
  assert.equal(checked, 450);
  relay.start();
  await relay.stop();
  assert.deepEqual(
    told.map(({ n }) => n),
    Array.from({ length: 450 }, (_, n) => n),
  );
});

test('what nobody took stays, is counted, and is told by a later attempt, which no poke brings nearer', async () => {
  await write([1], { ago: 5 });
  const { relay, told, heard, attempts, page } = relayed({ fails: 2 });
  relay.start();
  const poking = setInterval(relay.poke, 1);
  while (attempts.length < 2) await sleep(1);
  assert.equal(await waiting(), 1);
  const [, age] = /sagashop_outbox_oldest_age_seconds\{service="stock"\} (\S+)\n/.exec(await page())!;
  assert.ok(Number(age) >= 5, age);
  await heard;
  clearInterval(poking);
  const [first, second, third] = attempts;
  assert.ok(second! - first! > 390 && third! - second! > 790, `${attempts}`); // ms; it may always take longer
  assert.equal(told.length, 1);
  assert.match(await page(), /sagashop_outbox_failures_total\{service="stock"\} 2\n/);
});

test('the check names events that were not told within a minute, after it has tried once more', async () => {
  await write([1, 2], { ago: 61 });
  await write([3]);
  const away = relayed({ fails: 1 });
  const name = 'stock: every event is told within a minute';
  assert.deepEqual(await away.relay.check(), { name, checked: 3, failures: ['1', '2'] });
  assert.deepEqual(await away.relay.check(), { name, checked: 0, failures: [] });
  assert.deepEqual(
    away.told.map(({ n }) => n),
    [1, 2, 3],
  );
});
