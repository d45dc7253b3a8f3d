import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { allGone, fakeRepository, npmStart, pidsOf, startNode } from './fake-repository.ts';

const VICTIMS = ['npm', 'launcher', 'server'] as const;
const SIGNALS = ['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP'] as const;
const OURS = 'exec node bin/start';
// Keeps the shell that npm starts alive between npm and the launcher, as a shell may that knows no exec.
const WITH_SHELL = 'node bin/start; exit $?';

for (const script of [OURS, WITH_SHELL]) {
  test(`whichever of npm, launcher and server is killed, the rest ends in 2 s (${script})`, async (t) => {
    const root = await fakeRepository(t, script);
    for (const victim of VICTIMS) {
      // With a shell between: npm hands an INT on to it, which keeps it to itself until the launcher has ended.
      for (const signal of script === WITH_SHELL ? (['SIGKILL', 'SIGTERM'] as const) : SIGNALS) {
        await t.test(`${signal} to ${victim}`, async (t) => {
          const { child } = await npmStart(t, root);
          const pids = { npm: child.pid!, ...(await pidsOf(root)) };
          process.kill(pids[victim], signal);
          await allGone(pids);
        });
      }
    }
  });
}

test('the server is stopped gracefully when npm or launcher are killed hard', async (t) => {
  const root = await fakeRepository(t);
  const first = await npmStart(t, root);
  const { launcher } = await pidsOf(root);
  process.kill(launcher, 'SIGKILL');
  await first.ended;
  assert.equal(await readFile(join(root, 'events'), 'utf8'), 'parent gone\n');
});

test('a signal that comes twice, from the terminal and from npm, is passed on once, and the end is clean', async (t) => {
  const root = await fakeRepository(t);
  const { ended } = startNode(t, root, ['bin/start']);
  const { launcher } = await pidsOf(root);
  process.kill(launcher, 'SIGINT');
  process.kill(launcher, 'SIGINT');
  assert.equal(await ended, 0);
  assert.equal(await readFile(join(root, 'events'), 'utf8'), 'SIGINT\n');
});

test('arguments reach the server, and its exit code comes back', async (t) => {
  const root = await fakeRepository(t);
  const direct = startNode(t, root, ['bin/sagashop', 'up', 'exit', '7']);
  assert.equal(await direct.ended, 7, direct.output());
  const throughNpm = await npmStart(t, root, ['--', 'exit', '3']);
  assert.equal(await throughNpm.ended, 3, throughNpm.output());
});
