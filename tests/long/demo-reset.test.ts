import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { scratchDirectory, until } from '../../cli/test/scratch.ts';

const MAIN = fileURLToPath(new URL('../../cli/src/main.ts', import.meta.url));

/** Runs a command of sagashop; answers how it ended and what it has said, and as long as it runs what it says. */
function sagashop(env: Record<string, string>, ...args: string[]) {
  const child = spawn(process.execPath, [MAIN, ...args], { env: { ...process.env, ...env } });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  return { child, ended, said: () => said };
}

test('a scratch shop opens with the laboratory on, proves lessons, and is gone when it is stopped', async () => {
  const scratch = sagashop({}, 'lab', 'scratch');
  await until(() => scratch.said().includes('Sagashop is open at'));
  const folder = /SAGASHOP_DATA=(\S+)/.exec(scratch.said())![1]!;
  const lessons = sagashop({ SAGASHOP_DATA: folder }, 'lesson', '--check');
  assert.equal(await lessons.ended, 0, lessons.said());
  assert.doesNotMatch(lessons.said(), /FAIL|\?\?\?\?/);
  scratch.child.kill('SIGTERM');
  assert.equal(await scratch.ended, 0);
  assert.equal(existsSync(folder), false);
});

test('a demo that is reset is as at its first start, with the same sign-ins', async (t) => {
  const env = { SAGASHOP_DATA: join(await scratchDirectory(t), 'data') };
  const first = sagashop({ ...env, PORT: '39517' }, 'up');
  await until(() => first.said().includes('Sagashop is open at'));
  const lessons = sagashop(env, 'lesson', '1', '--check');
  assert.equal(await lessons.ended, 0, lessons.said());
  first.child.kill('SIGTERM');
  assert.equal(await first.ended, 0);
  const signIns = await readFile(join(env.SAGASHOP_DATA, 'sign-ins.txt'), 'utf8');
  const reset = sagashop({ ...env, PORT: '39517' }, 'demo', 'reset', '--yes');
  assert.equal(await reset.ended, 0, reset.said());
  t.diagnostic(/\(in [\d.]+ s\)/.exec(reset.said())?.[0] ?? '');
  assert.equal(await readFile(join(env.SAGASHOP_DATA, 'sign-ins.txt'), 'utf8'), signIns);
  const audit = sagashop({ ...env, PORT: '39517' }, 'audit');
  assert.equal(await audit.ended, 0, audit.said());
  assert.match(audit.said(), /0 of 0 orders in flight/);
});
