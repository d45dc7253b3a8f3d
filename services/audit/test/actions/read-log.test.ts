import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Entry, readLog } from '../../src/actions/read-log.ts';
import { type LogPosition, START } from '../../src/domain/log-position.ts';
import { entryAt, peersWith } from '../fake-logs.ts';

const NAMES = ['catalog', 'payment', 'user'];

const logs = fc.array(fc.tuple(fc.constantFrom(...NAMES), fc.integer({ min: 1, max: 12 })), {
  maxLength: 30,
});
const outages = fc.array(fc.subarray(NAMES), { maxLength: 12 });

test('page by page every entry is read once, whichever service is away meanwhile', async () => {
  await fc.assert(
    fc.asyncProperty(logs, outages, fc.integer({ min: 1, max: 5 }), async (made, away, limit) => {
      const all: Record<string, Entry[]> = {};
      for (const [service, ms] of made) (all[service] ??= []).push(entryAt(ms));
      const read: string[] = [];
      let position: LogPosition | null = START;
      for (let turn = 0; position && turn < 200; turn++) {
        const absent = new Set(away[turn] ?? []);
        const part = await readLog(peersWith(all, absent), {}, { position, limit }, () => {});
        assert.deepEqual(part.missing.toSorted(), [...absent].sort());
        assert.ok(part.entries.length <= limit);
        read.push(...part.entries.map(({ id }) => id));
        position = part.next;
      }
      assert.equal(position, null);
      const whole = Object.values(all).flat();
      assert.deepEqual(read.toSorted(), whole.map(({ id }) => id).sort());
      if (away.length === 0) {
        const times = read.map((id) => whole.find((entry) => entry.id === id)!.at);
        assert.deepEqual(times, times.toSorted().reverse());
      }
    }),
    { numRuns: 200 },
  );
});

test('a service that is added later is read from where the others are', async () => {
  const before = { user: [entryAt(1), entryAt(2), entryAt(3)] };
  const first = await readLog(peersWith(before, new Set()), {}, { position: START, limit: 2 }, () => {});
  const after = { ...before, stock: [entryAt(0), entryAt(9)] };
  const position = first.next!;
  const rest = await readLog(peersWith(after, new Set()), {}, { position, limit: 9 }, () => {});
  assert.deepEqual(rest.entries, [before.user[0], after.stock[0]]);
});
