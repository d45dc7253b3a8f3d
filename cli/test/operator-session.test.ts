import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Peers } from '@sagashop/chassis/service/calls';
import { openOperatorSession } from '../src/operator-session.ts';

test('the session is renewed for as long as the process lives, also after user was away, and ended with it', async (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] });
  const asked: { hash: string; seconds: number }[] = [];
  let away = false;
  const ask = async (_call: unknown, question: (typeof asked)[number]) => {
    asked.push(question);
    if (away) throw new Error('away');
    return {};
  };
  const session = await openOperatorSession({ ask } as unknown as Peers);
  assert.match(session.token, /^[\w-]{43}$/);
  t.mock.timers.tick(30_000);
  away = true;
  t.mock.timers.tick(30_000);
  away = false;
  t.mock.timers.tick(30_000);
  await session.end();
  t.mock.timers.tick(90_000);
  assert.deepEqual(
    asked.map(({ seconds }) => seconds),
    [120, 120, 120, 120, 0],
  );
  assert.equal(new Set(asked.map(({ hash }) => hash)).size, 1);
});
