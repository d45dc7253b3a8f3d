import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { until } from '../cli/test/scratch.ts';
import { allGone, fakeRepository, present, startNode } from './fake-repository.ts';

// Stands in for the builder: waits while there is a file "slow", and counts the builds that came through.
const BUILD = `
import { appendFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
mkdirSync('build', { recursive: true });
writeFileSync('../building', String(process.pid));
const timer = setInterval(() => {
  if (existsSync('../slow')) return;
  appendFileSync('../builds', 'x');
  clearInterval(timer);
}, 20);
`;
const EXIT = ['bin/sagashop', 'up', 'exit', '0'];

test('the pages are built once, when a source has changed, and after a build that was killed', async (t) => {
  const root = await fakeRepository(t);
  await mkdir(join(root, 'web', 'app'), { recursive: true });
  await writeFile(join(root, 'web', 'package.json'), JSON.stringify({ type: 'module' }));
  await writeFile(join(root, 'web', 'build.ts'), BUILD);
  await writeFile(join(root, 'web', 'app', 'home.tsx'), 'one');
  const buildsAfterStart = async () => {
    const run = startNode(t, root, EXIT);
    assert.equal(await run.ended, 0, run.output());
    return (await readFile(join(root, 'builds'), 'utf8')).length;
  };
  assert.equal(await buildsAfterStart(), 1);
  assert.equal(await buildsAfterStart(), 1);

  await writeFile(join(root, 'web', 'app', 'home.tsx'), 'two');
  await writeFile(join(root, 'slow'), '');
  await rm(join(root, 'building'));
  const killed = startNode(t, root, EXIT);
  await until(() => present(join(root, 'building')));
  killed.child.kill('SIGKILL');
  await until(async () => (await readFile(join(root, 'building'), 'utf8')) !== '');
  await allGone({ builder: Number(await readFile(join(root, 'building'), 'utf8')) });
  await rm(join(root, 'slow'));
  assert.equal(await buildsAfterStart(), 2);
  assert.equal(await buildsAfterStart(), 2);
});
