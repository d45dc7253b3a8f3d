import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openDoor } from '../../src/actions/door.ts';

/** A door on a clock of its own, and orders that go through it. */
function world(places = 1000, longest = 1000) {
  let now = 0;
  let orders = 0;
  const door = openDoor({ places, longest }, () => now);
  const enter = (user: string): string | undefined => {
    try {
      door.enter(user);
    } catch (error) {
      assert.equal((error as { code: string }).code, 'overloaded');
      assert.deepEqual((error as { headers: object }).headers, { 'retry-after': '1' });
      return undefined;
    }
    const order = String((orders += 1));
    door.started(order, user);
    return order;
  };
  return { door, enter, pass: (ms: number) => void (now += ms) };
}

const crowd = (enter: (user: string) => string | undefined, count: number) =>
  Array.from({ length: count }, (_, nth) => enter(`u${nth}`)).filter((order) => order !== undefined);

test('as many orders as there are places are let in, and others when some are decided', () => {
  const { door, enter } = world(500);
  const inside = crowd(enter, 800);
  assert.equal(inside.length, 500);
  assert.equal(door.turnedAway(), 300);
  for (const order of inside.slice(0, 40)) door.decided(order);
  assert.equal(crowd(enter, 100).length, 40);
});

test('an order gives its place back once, whatever is told of it how often; so does one that was not written', () => {
  const { door, enter } = world(1);
  const order = enter('anna')!;
  door.decided(order);
  door.decided(order);
  door.decided('unknown');
  assert.ok(enter('anna'));
  assert.equal(enter('anna'), undefined);
  const other = world(1);
  other.door.enter('anna');
  other.door.leave('anna');
  assert.ok(other.enter('bob'));
});

test('when orders take too long, as many are let in as end in time; when they are quick, more and more', () => {
  const { door, enter, pass } = world(4000, 1000);
  let inside = crowd(enter, 4000);
  // 100 are decided in each 100 ms: a thousand a second. The last of 4,000 would take 4 s.
  for (let step = 0; step < 40; step += 1) {
    pass(100);
    for (const order of inside.splice(0, 100)) door.decided(order);
    inside.push(...crowd(enter, 300));
  }
  assert.ok(inside.length >= 900 && inside.length <= 1200, `${inside.length}`);
  for (let step = 0; step < 40; step += 1) {
    pass(100);
    for (const order of inside) door.decided(order);
    inside = crowd(enter, 5000);
  }
  assert.equal(inside.length, 4000);
});

test('however slow it gets, some are let in; and after a calm second as many as ever', () => {
  const { door, enter, pass } = world(2000, 1000);
  const inside = crowd(enter, 2000);
  for (let second = 0; second < 30; second += 1) {
    pass(1000);
    for (const order of inside.splice(0, 60)) door.decided(order);
    inside.push(...crowd(enter, 1));
  }
  for (const order of inside) door.decided(order);
  assert.equal(crowd(enter, 2000).length, 256);
  const other = world(2000, 1000);
  const slow = crowd(other.enter, 2000);
  other.pass(10_000);
  for (const order of slow) other.door.decided(order);
  other.pass(2000);
  assert.equal(crowd(other.enter, 3000).length, 2000);
});

test('who has half of the places gets no more while few are left, and others do', () => {
  const { enter } = world(100);
  const greedy = Array.from({ length: 100 }, () => enter('greedy')).filter(Boolean);
  assert.equal(greedy.length, 75);
  assert.equal(crowd(enter, 30).length, 25);
});
