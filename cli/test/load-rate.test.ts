import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, describe, test } from 'node:test';
import { drive } from '@sagashop/load/closed-loop';
import type { Shot } from '@sagashop/load/connection';
import { driveAtRate } from '@sagashop/load/drive-at-rate';
import { runLoad } from '../src/load/load.ts';
import { readLoadOptions } from '../src/load/options.ts';
import { fakeShop } from './load-fake-shop.ts';
import { stopwatch } from './scratch.ts';

const shot = (index: number): Shot => ({ method: 'GET', path: `/${index}`, headers: [], body: null });
const signal = new AbortController().signal;

/** A server that answers at once, but not before `open` is resolved. */
async function server(open: Promise<void> = Promise.resolve()) {
  const made: Server = createServer(async (_request, response) => {
    await open;
    response.end('ok');
  });
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  after(() => {
    made.close();
    made.closeAllConnections();
  });
  return `http://127.0.0.1:${(made.address() as AddressInfo).port}`;
}

describe('load at a rate', { concurrency: true }, () => {
  test('a shop that stands still is asked no less for it, and the waiting counts from the time meant', async () => {
    const gate = Promise.withResolvers<void>();
    const url = await server(gate.promise);
    const times: number[] = [];
    const answered = (index: number, _answer: unknown, ms: number) => void (times[index] = ms);
    let left = 0;
    let opened = 0;
    const counted = (index: number) => {
      left += 1;
      if (left === 60) setTimeout(() => gate.resolve(void (opened = performance.now())), 200);
      return shot(index);
    };
    const driving = driveAtRate({
      ...{ url, count: 60, concurrency: 100, rate: 200, shot: counted, answered, signal },
    });
    const started = performance.now(); // or a little before
    const driven = await driving;
    assert.deepEqual([driven.sent, driven.noPlace, times.length], [60, 0, 60]);
    for (const [index, ms] of times.entries()) {
      const least = opened - (started + (index / 200) * 1000);
      assert.ok(least > 150 && ms >= least, `request ${index}: ${ms} ms, at least ${least}`);
    }
  });

  test('what finds all places taken is not sent, and counted', async () => {
    const gate = Promise.withResolvers<void>();
    const url = await server(gate.promise);
    setTimeout(gate.resolve, 600); // after the last one's time, however late either is looked at
    let seen = 0;
    const answered = () => void (seen += 1);
    const driven = await driveAtRate({ url, count: 40, concurrency: 5, rate: 200, shot, answered, signal });
    assert.deepEqual([driven.sent, driven.noPlace, seen], [5, 35, 5]);
    assert.equal(driven.unsent, 0);
  });

  test('it takes as long as its rate says', async () => {
    const url = await server();
    const answered = () => {};
    const took = stopwatch();
    const driven = await driveAtRate({ url, count: 50, concurrency: 50, rate: 100, shot, answered, signal });
    assert.ok(driven.seconds > 0.48 && took() < 2000, `${driven.seconds} s`);
  });

  test('an abort ends it at once', async () => {
    const url = await server(new Promise(() => {}));
    const abort = new AbortController();
    const answered = () => {};
    const common = { url, count: 1000, concurrency: 50, rate: 10, shot, answered };
    setTimeout(() => abort.abort(new Error('enough')), 100);
    await assert.rejects(driveAtRate({ ...common, signal: abort.signal }), /enough|aborted/);
  });

  test('a closed loop for some seconds ends with its time, and leaves nothing unsent', async () => {
    const url = await server();
    const answered = () => {};
    const common = { url, count: 1_000_000, concurrency: 2, shot, answered, signal };
    const took = stopwatch();
    const driven = await drive({ ...common, seconds: 2 });
    assert.ok(driven.seconds >= 2 && took() < 4500, `${driven.seconds} s`);
    assert.ok(driven.sent > 10 && driven.sent < 1_000_000);
    assert.equal(driven.unsent, 0);
  });

  test('a run at a rate says so in its report, with every latency in a bar', async () => {
    const shop = await fakeShop();
    after(shop.close);
    const progress = { say: () => {}, update: () => {} };
    const plan = { orders: 50, concurrency: 50, rate: 100 }; // with a place for each, should all be late
    const report = await runLoad(shop.address, plan, { progress, signal });
    assert.equal(report.ok, true);
    assert.deepEqual([report.rate, report.confirmed, report.noPlace], [100, 50, 0]);
    assert.equal(
      report.histogram.reduce((sum, bar) => sum + bar.count, 0),
      50,
    );
    assert.equal(report.services, null, 'the fake shop has no /metrics');
  });
});

test('a run ends with its orders or with its time, and a rate times its seconds is its orders', () => {
  assert.deepEqual(readLoadOptions({ rate: '200', seconds: '30' }), {
    ...{ orders: 6000, seconds: null, rate: 200, concurrency: 512, json: false },
  });
  const timed = readLoadOptions({ seconds: '30' });
  assert.deepEqual([timed.seconds, timed.rate, timed.concurrency], [30, null, 64]);
  assert.throws(() => readLoadOptions({ orders: '5', seconds: '5' }), /^Error: Give --orders or --seconds/);
  assert.throws(() => readLoadOptions({ rate: '0' }), /^Error: --rate must be a whole number from 1/);
  assert.throws(() => readLoadOptions({ seconds: '1.5' }), /^Error: --seconds must be a whole number/);
  assert.throws(
    () => readLoadOptions({ rate: '100000', seconds: '60' }),
    /^Error: --rate 100000 for 60 seconds is more than/,
  );
});
