import assert from 'node:assert/strict';
import { test } from 'node:test';
import { userNames } from '@sagashop/user/contract';
import type { Entry } from '../../src/actions/read-log.ts';
import { wholeLog } from '../../src/actions/whole-log.ts';
import { entryAt, peersWith } from '../fake-logs.ts';

const of = (count: number, ms: (nth: number) => number) =>
  Array.from({ length: count }, (_, nth) => entryAt(ms(nth)));

async function read(
  logs: Record<string, Entry[]>,
  away: string[] = [],
  peers = peersWith(logs, new Set(away)),
) {
  const found = [];
  for await (const entry of wholeLog(peers, {})) found.push(entry);
  return found;
}

test('the whole log is every entry of every service, once, the newest first, over many of their pages', async () => {
  const logs = {
    user: of(1001, (nth) => nth * 2),
    stock: of(1500, (nth) => 3000 - nth * 2),
    order: of(7, () => 500),
    payment: [],
  };
  const found = await read(logs);
  const whole = Object.values(logs).flat();
  const key = ({ at, id }: Entry) => `${at} ${id}`;
  assert.deepEqual(found.map(key), whole.map(key).sort().reverse());
});

test('a log with gaps is none: who reads it hears that a service is away', async () => {
  await assert.rejects(read({ user: of(3, (nth) => nth) }, ['stock']), { code: 'unavailable' });
});

test('actors and people whom entries are about are called by their names, or by none while user is away', async () => {
  const entry = { ...entryAt(1), subject: `user:${entryAt(2).id}` };
  const peers = peersWith({ payment: [entry] }, new Set());
  const named = {
    ask: async (call: { name: string }, question: { users: string[] }) =>
      call.name === userNames.name
        ? { names: question.users.map((id) => (id === entry.actor.id ? 'ann' : 'bob')) }
        : peers.ask(call as never, question as never),
  };
  const [found] = await read({}, [], named as never);
  assert.deepEqual([found!.actor.name, found!.subjectName], ['ann', 'bob']);
  const [nameless] = await read({}, [], peers);
  assert.deepEqual([nameless!.actor.name, nameless!.subjectName], [null, null]);
});
