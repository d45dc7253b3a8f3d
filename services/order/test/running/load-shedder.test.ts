import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadShedder } from '../../src/running/load-shedder.ts';

/** A load shedder on a clock of its own, and orders that it admits. */
function world(limit = 1000, longest = 1000) {
  let now = 0;
  let orders = 0;
  const shedder = loadShedder({ limit, longest }, () => now);
  const admit = (user: string): string | undefined => {
    try {
      shedder.acquire(user);
    } catch (error) {
      assert.equal((error as { code: string }).code, 'overloaded');
      assert.deepEqual((error as { headers: object }).headers, { 'retry-after': '1' });
      return undefined;
    }
    const order = String((orders += 1));
    shedder.started(order, user);
    return order;
  };
  return { shedder, admit, pass: (ms: number) => void (now += ms) };
}

const crowd = (admit: (user: string) => string | undefined, count: number) =>
  Array.from({ length: count }, (_, nth) => admit(`u${nth}`)).filter((order) => order !== undefined);

test('as many orders as the limit says are admitted, and others when some are decided', () => {
  const { shedder, admit } = world(500);
  const inside = crowd(admit, 800);
  assert.equal(inside.length, 500);
  assert.equal(shedder.rejected(), 300);
  for (const order of inside.slice(0, 40)) shedder.decided(order);
  assert.equal(crowd(admit, 100).length, 40);
});

test('an order gives its permit back once, however often its end is told; so does one that was not written', () => {
  const { shedder, admit } = world(1);
  const order = admit('anna')!;
  shedder.decided(order);
  shedder.decided(order);
  shedder.decided('unknown');
  assert.ok(admit('anna'));
  assert.equal(admit('anna'), undefined);
  const other = world(1);
  other.shedder.acquire('anna');
  other.shedder.release('anna');
  assert.ok(other.admit('bob'));
});

test('when orders take too long, as many are admitted as end in time; when they are quick, more and more', () => {
  const { shedder, admit, pass } = world(4000, 1000);
  let inside = crowd(admit, 4000);
  // 100 are decided in each 100 ms: a thousand a second. The last of 4,000 would take 4 s.
  for (let step = 0; step < 40; step += 1) {
    pass(100);
    for (const order of inside.splice(0, 100)) shedder.decided(order);
    inside.push(...crowd(admit, 300));
  }
  assert.ok(inside.length >= 900 && inside.length <= 1200, `${inside.length}`);
  for (let step = 0; step < 40; step += 1) {
    pass(100);
    for (const order of inside) shedder.decided(order);
    inside = crowd(admit, 5000);
  }
  assert.equal(inside.length, 4000);
});

test('however slow it gets, some are admitted; and after a calm second as many as ever', () => {
  const { shedder, admit, pass } = world(2000, 1000);
  const inside = crowd(admit, 2000);
  for (let second = 0; second < 30; second += 1) {
    pass(1000);
    for (const order of inside.splice(0, 60)) shedder.decided(order);
    inside.push(...crowd(admit, 1));
  }
  for (const order of inside) shedder.decided(order);
  assert.equal(crowd(admit, 2000).length, 256);
  const other = world(2000, 1000);
  const slow = crowd(other.admit, 2000);
  other.pass(10_000);
  for (const order of slow) other.shedder.decided(order);
  other.pass(2000);
  assert.equal(crowd(other.admit, 3000).length, 2000);
});

test('who has half of the permits gets no more while few are left, and others do', () => {
  const { admit } = world(100);
  const greedy = Array.from({ length: 100 }, () => admit('greedy')).filter(Boolean);
  assert.equal(greedy.length, 75);
  assert.equal(crowd(admit, 30).length, 25);
});
