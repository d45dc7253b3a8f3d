import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readable } from '../src/audit.ts';
import { readSince } from '../src/since.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');

test('--since takes a time, a day, or how long ago', () => {
  const cases = {
    '2026-11-23T08:30:00Z': '2026-11-23T08:30:00.000Z',
    '2026-11-23T08:30:00+03:00': '2026-11-23T05:30:00.000Z',
    '2026-11-22': '2026-11-22T00:00:00.000Z',
    '90s': '2026-11-23T11:58:30.000Z',
    '15m': '2026-11-23T11:45:00.000Z',
    '2h': '2026-11-23T10:00:00.000Z',
    '1d': '2026-11-22T12:00:00.000Z',
    '999999999d': '1970-01-01T00:00:00.000Z',
  };
  for (const [text, time] of Object.entries(cases))
    assert.equal(new Date(readSince(text, NOW)).toISOString(), time, text);
});

test('--since refuses what is neither', () => {
  for (const text of ['', 'yesterday', '5', '5w', '-5m', '2026-13-01', '2026-11-23T25:00:00Z', '1h30m'])
    assert.throws(() => readSince(text, NOW), /--since/, text);
});

test('a report tells which orders wait for somebody, and what it did not look at', () => {
  const saga = {
    order: 'o1',
    saga: 's1',
    name: 'place-order',
    state: 'running',
    ageSeconds: 90,
    overdueSeconds: 60,
  };
  const report = {
    ok: true,
    since: '2026-11-23T08:30:00.000Z',
    invariants: [{ name: 'every saga ends', ok: true, checked: 3, failures: [] }],
    orders: 3,
    inFlightCount: 3,
    inFlight: [
      saga,
      { ...saga, order: 'o2', state: 'parked', ageSeconds: 5, overdueSeconds: -25 },
      { ...saga, order: 'o3', ageSeconds: 10, overdueSeconds: -20 },
    ],
  };
  assert.equal(
    readable(report),
    [
      'PASS  every saga ends  (3 checked)',
      '      3 of 3 orders in flight',
      '        order o1  place-order  running  for 90 s',
      '        order o2  place-order  parked  for 5 s',
      '      only orders since 2026-11-23T08:30:00.000Z, and no sums over all orders',
      'PASS  all invariants hold',
      '',
    ].join('\n'),
  );
});
