import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tokenHash } from '@sagashop/chassis/http/session-token';
import { latencies } from '@sagashop/load/latency';
import { OrderInput } from '../../services/order/src/http/order-shapes.ts';
import { BareWish, bareShop, knownSessions } from '../src/load/bare.ts';
import { readLoadOptions } from '../src/load/options.ts';
import { parseStat, shopTime } from '../src/load/processor-time.ts';
import { openProgress } from '../src/load/progress.ts';
import { compare } from '../src/load/read-back.ts';

test('orders and places in flight are whole numbers within reach, 1,000 and 64 unless said', () => {
  assert.deepEqual(readLoadOptions({}), {
    ...{ orders: 1000, seconds: null, rate: null, concurrency: 64, json: false },
  });
  assert.equal(readLoadOptions({ orders: '20000', concurrency: '4096' }).concurrency, 4096);
  for (const orders of ['0', '-1', '1.5', 'many', '', '1e3', ' 5', '1000001', '99999999999']) {
    assert.throws(() => readLoadOptions({ orders }), {
      message: `--orders must be a whole number from 1 to 1000000, not '${orders}'.`,
    });
  }
  assert.throws(
    () => readLoadOptions({ concurrency: '4097' }),
    /^Error: --concurrency must be a whole number/,
  );
});

test('quantiles are the smallest latency that the share did not exceed', () => {
  const times = latencies(1000);
  assert.equal(times.quantiles(), null);
  for (let ms = 1000; ms >= 1; ms -= 1) times.add(ms);
  assert.deepEqual(times.quantiles(), { p50: 500, p90: 900, p99: 990, max: 1000 });
  const one = latencies(5);
  one.add(7);
  assert.deepEqual(one.quantiles(), { p50: 7, p90: 7, p99: 7, max: 7 });
});

const told = { confirmed: ['a', 'b'], cancelled: ['c'], open: ['d'], uncertain: 0 };
const kept = (...orders: string[]) =>
  orders.map((order) => {
    const [id = '', status = 'confirmed'] = order.split(' ');
    return { id, status };
  });

test('a shop that keeps what it said is found whole', () => {
  const found = compare(told, kept('b', 'a', 'c cancelled', 'd pending'));
  assert.deepEqual(found, { ok: true, confirmed: 2, found: 4, lost: [], doubled: [], unknown: [] });
});

test('lost: not there, not confirmed, or one order for two requests', () => {
  assert.deepEqual(compare(told, kept('a')).lost, ['b']);
  assert.deepEqual(compare(told, kept('a', 'b cancelled')).lost, ['b']);
  const shared = compare({ ...told, confirmed: ['a', 'a'] }, kept('a'));
  assert.deepEqual(shared.lost, ['a']);
  assert.equal(shared.ok, false);
});

test('doubled: listed twice; unknown: told to nobody, or told to be cancelled', () => {
  assert.deepEqual(compare(told, kept('a', 'b', 'b')).doubled, ['b']);
  const unknown = compare(told, kept('a', 'b', 'x'));
  assert.deepEqual(unknown.unknown, ['x']);
  assert.equal(unknown.ok, false);
  const contradicted = compare(told, kept('a', 'b', 'c'));
  assert.deepEqual(contradicted.unknown, ['c']);
  assert.equal(contradicted.ok, false);
});

test('an order of a request that got no clear answer may be there or not', () => {
  const uncertain = { ...told, uncertain: 1 };
  assert.equal(compare(uncertain, kept('a', 'b')).ok, true);
  assert.equal(compare(uncertain, kept('a', 'b', 'x')).ok, true);
  assert.equal(compare(uncertain, kept('a', 'b', 'x', 'y')).ok, false);
});

test("a process's time is read from its line, whatever its name is", () => {
  const line = `42 (a) b (c)) S 7 42 42 0 -1 4194560 1 2 3 4 100 20 3 4 20 0 1 0 5 6 7`;
  assert.deepEqual(parseStat(line), { parent: 7, ms: 1270 });
});

test('the time of processes that cannot be seen is not known', () => {
  assert.equal(shopTime({}), null);
  assert.equal(shopTime({ pid: process.pid, postgresPid: 2 ** 30 }), null);
});

test('the bare route checks the same body as the order service', () => {
  assert.deepEqual(BareWish, OrderInput);
});

test('the bare route answers 201, 401 without a session, and 400 for what is no order', async () => {
  const [foo, bar] = ['f'.repeat(43), 'b'.repeat(43)] as const;
  const app = bareShop(knownSessions(new Map([[tokenHash(foo), '01990000-0000-7000-8000-000000000001']])));
  const place = (token: string, quantity: unknown) =>
    app.inject({
      method: 'POST',
      url: '/api/orders',
      headers: { authorization: `Bearer ${token}` },
      payload: { lines: [{ productId: '01990000-0000-7000-8000-000000000002', quantity }] },
    });
  assert.equal((await place(foo, 1)).statusCode, 201);
  assert.equal((await place(bar, 1)).statusCode, 401);
  assert.equal((await place(foo, '1')).statusCode, 400);
});

test('progress is a bar on a terminal and a line at the end elsewhere', () => {
  const written = { terminal: '', file: '' };
  const terminal = openProgress({ isTTY: true, write: (text) => (written.terminal += text) });
  const file = openProgress({ write: (text) => (written.file += text) });
  for (const progress of [terminal, file]) {
    for (const done of [1, 2, 3, 4]) progress.update('placing orders', done, 4);
    progress.say('done');
  }
  assert.match(written.terminal, /█+░+ placing orders {2}2 of 4\r/);
  assert.equal(written.file, 'placing orders  4 of 4\ndone\n');
});
