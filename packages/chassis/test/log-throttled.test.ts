import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { warnThrottled } from '../src/observe/warn-throttled.ts';

test('what every request meets is said at once, then every five seconds with how often it was left out', () => {
  const lines: unknown[] = [];
  const log = { warn: (details: object, message: string) => lines.push({ ...details, message }) };
  let now = 1000;
  const clock = mock.method(performance, 'now', () => now);
  for (let nth = 0; nth < 100; nth += 1) warnThrottled(log, 'order', { nth }, 'away');
  warnThrottled(log, 'stock', {}, 'away');
  now += 5000;
  warnThrottled(log, 'order', { nth: 100 }, 'away');
  now += 60_000;
  warnThrottled(log, 'order', { nth: 101 }, 'away');
  clock.mock.restore();
  assert.deepEqual(lines, [
    { nth: 0, message: 'away' },
    { message: 'away' },
    { nth: 100, unsaid: 99, message: 'away' },
    { nth: 101, message: 'away' },
  ]);
});
