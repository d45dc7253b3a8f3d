import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HELP, readOptions } from '../options.ts';
import { peersIn } from '../peers/install.ts';
import { secondsLeft, spoken } from '../remaining.ts';
import { chosen, namesToChoose } from '../scenarios.ts';

const names = (...wanted: string[]) => chosen(wanted).map(({ name }) => name);

test('without options everything but growth is measured in three rounds', () => {
  const options = readOptions([]);
  assert.equal(options.only, null);
  assert.equal(options.settings.rounds, 3);
  assert.equal(options.settings.products, 100_000);
  assert.equal(options.settings.grown, 1_000_000);
  assert.equal(options.out, 'bench/results');
  const all = chosen(options.only).map(({ name }) => name);
  assert.ok(all.includes('split-1024') && all.includes('half-refused') && !all.includes('grown'));
  assert.equal(new Set(all).size, all.length);
});

test('--quick measures the same in less time, and what is said beside it counts', () => {
  const usual = readOptions([]).settings;
  const { quick, settings } = readOptions(['--quick', '--rounds', '2']);
  assert.equal(quick, true);
  assert.equal(settings.rounds, 2);
  assert.ok(settings.seconds < usual.seconds && settings.products < usual.products);
});

test('what is no whole number within reach is told in a sentence', () => {
  for (const rounds of ['0', '-1', '1.5', 'many', '', '101']) {
    assert.throws(() => readOptions([`--rounds=${rounds}`]), {
      message: `--rounds must be a whole number from 1 to 100, not '${rounds}'.`,
    });
  }
  assert.throws(() => readOptions(['--faster']), /--faster/);
});

test('a scenario is chosen by its name or its group, with those whose capacity it needs', () => {
  assert.deepEqual(names('hot'), ['hot-product', 'hot-customer']);
  assert.deepEqual(names('orders-1'), ['orders-1']);
  assert.deepEqual(names('ceiling'), ['ceiling', 'ceiling-batches']);
  assert.deepEqual(names('orders-naive-rate'), ['naive-256', 'orders-naive-rate']);
  assert.deepEqual(names('overload'), ['orders-256', 'overload']);
  assert.deepEqual(names('pages-orders'), ['pages', 'pages-orders']);
  assert.deepEqual(names('split-rate', 'floor'), ['floor', 'split-256', 'split-rate']);
  assert.throws(() => names('orders', 'nonsense'), /^Error: There is no scenario 'nonsense'\. There are: /);
});

test('peers are measured beside what they are compared with, or beside what is named', () => {
  const measured = (...args: string[]) => chosen(readOptions(args).only).map(({ name }) => name);
  const dbos = ['dbos-16', 'dbos-64', 'dbos-256'];
  const both = [...dbos, 'restate-16', 'restate-64', 'restate-256'];
  const beside = ['ceiling', 'ceiling-batches', 'naive-256', 'orders-64', 'orders-256'];
  assert.deepEqual(measured('--peers'), [...beside, ...both]);
  assert.deepEqual(measured('--peers', '--only', 'orders-1'), ['orders-1', ...both]);
  assert.deepEqual(measured('--only', 'dbos'), dbos, 'one of them can be named');
  assert.ok(!measured().some((name) => both.includes(name)), 'nobody gets them without asking');
});

test('only the packages of peers that are measured are installed', () => {
  assert.deepEqual(peersIn(chosen(null)), []);
  assert.deepEqual(peersIn(chosen(['restate-64', 'orders-1'])), ['restate']);
  assert.deepEqual(peersIn(chosen(['restate', 'dbos'])), ['dbos', 'restate']);
});

test('the help names every scenario and every option', () => {
  for (const name of namesToChoose()) assert.match(HELP, new RegExp(`\\b${name}\\b`));
  for (const option of ['--quick', '--only', '--peers', '--rounds', '--out', '--help'])
    assert.ok(HELP.includes(option));
});

test('what is left is what was planned at first, and follows what steps have taken', () => {
  const plan = Array.from({ length: 100 }, () => 10);
  assert.equal(secondsLeft(plan, 0, 0), 1000);
  const slow = secondsLeft(plan, 50, 1000);
  assert.ok(slow > 900 && slow <= 1000, `${slow} s for 500 planned ones on a machine half as fast`);
  assert.equal(secondsLeft(plan, 100, 1234), 0);
  assert.deepEqual([0, 45, 600].map(spoken), ['1 s', '45 s', '10 min']);
});
