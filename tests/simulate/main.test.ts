import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

function simulated(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

test('runs that break no rule say how many there were and what happened in them, and end with 0', () => {
  const { status, stdout } = simulated('--seeds', '60');
  assert.equal(status, 0);
  assert.match(stdout, /^60 runs with \d+ sagas in .* a second\.$/m);
  assert.match(stdout, /^ +\d+ {2}the database dies$/m);
});

test('a broken rule is told with its seed and story, ends with 1, and its command shows the very same again', () => {
  const first = simulated('--seeds', '500', '--mistake', 'one undo');
  assert.equal(first.status, 1);
  const [, seed, mistake] = /npm run simulate -- --seed (\d+) --mistake "(.+)"/.exec(first.stdout)!;
  const again = simulated('--seed', seed!, '--mistake', mistake!);
  assert.equal(again.status, 1);
  const story = (stdout: string) => stdout.slice(stdout.indexOf('The story of'));
  assert.equal(story(again.stdout), story(first.stdout));
  assert.match(story(first.stdout), /^ +\d+\.\d{3} {2}runner-. +sends payment\.hold of order-\d \(1\)$/m);
  assert.match(story(first.stdout), /^A rule was broken: .+\.$/m);
});

test('one seed is told whatever comes of it', () => {
  const { status, stdout } = simulated('--seed', '3');
  assert.equal(status, 0);
  assert.match(stdout, /runner-a +starts\n/);
  assert.match(stdout, /Everything ended as it must\.\n$/);
});

test('what is not understood is answered with 2 and one line; --help explains itself', () => {
  for (const [args, says] of [
    [['--seeds', 'many'], /--seeds takes a whole number from 1 on, not 'many'/],
    [['--seed=-1'], /--seed takes a whole number from 0 on/],
    [['--mistake', 'undo'], /Several mistakes have these words/],
    [['--mistake', 'nonsense'], /No mistake has these words/],
    [['--seds', '5'], /--seds/],
    [['5'], /5/],
  ] as const) {
    const { status, stdout, stderr } = simulated(...args);
    assert.deepEqual([status, stdout], [2, ''], args.join(' '));
    assert.match(stderr, says);
    assert.match(stderr, /^[^\n]+\n$/);
  }
  const { status, stdout } = simulated('--help');
  assert.equal(status, 0);
  assert.match(stdout, /--seeds N/);
});
