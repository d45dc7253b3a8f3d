import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawChart } from '../report/chart.ts';
import { spread } from '../report/spread.ts';
import { summarise } from '../report/summarise.ts';
import { readableTable, targetTable } from '../report/table.ts';
import { judgeTargets } from '../report/targets.ts';
import { cpuOf, figuresOf } from './made-figures.ts';

const where = { machine: '2 × <a processor> & more', run: '2026-11-23, commit abc1234' };

test('a spread is the middle one, the least and the most', () => {
  assert.equal(spread([]), null);
  assert.deepEqual(spread([3]), { median: 3, least: 3, most: 3 });
  assert.deepEqual(spread([30, 1, 2]), { median: 2, least: 1, most: 30 });
  assert.deepEqual(spread([4, 1, 3, 2]), { median: 2.5, least: 1, most: 4 });
});

test('a scenario is summed up over its rounds, and one failed audit fails it', () => {
  const [orders, list] = summarise([
    figuresOf('orders-256', 1, { perSecond: 900, errors: 1 }),
    figuresOf('list', 1, { audit: null, cpu: null, memory: null, latency: null }),
    figuresOf('orders-256', 2, { perSecond: 1100, errors: 2, audit: ['double entry: 1'] }),
  ]);
  assert.deepEqual(orders!.perSecond, { median: 1000, least: 900, most: 1100 });
  assert.equal(orders!.rounds, 2);
  assert.equal(orders!.errors, 3);
  assert.equal(orders!.audit, 'FAIL');
  assert.deepEqual(
    [list!.cpu, list!.memory, list!.p99, list!.audit],
    [null, null, null, null],
    'what could not be measured is null, not 0',
  );
});

test('a target is judged by the median of each round’s own ratio', () => {
  const rounds = [
    [100, 400],
    [50, 100],
    [30, 100],
  ].flatMap(([ours, bare], nth) => [
    figuresOf('ceiling', nth + 1, { perSecond: bare!, cpu: cpuOf(0.1), audit: null }),
    figuresOf('orders-256', nth + 1, { perSecond: ours!, cpu: cpuOf(0.4) }),
  ]);
  const [speed, cost, naive, ...rest] = judgeTargets(rounds);
  assert.deepEqual(speed!.found, { median: 0.3, least: 0.25, most: 0.5 });
  assert.equal(speed!.reached, true);
  assert.equal(cost!.found!.median, 4);
  assert.equal(cost!.reached, false);
  assert.deepEqual([naive!.found, naive!.reached], [null, null], 'nothing is said of what was not measured');
  const memory = rest.at(-1)!;
  assert.equal(memory.found!.median, 350);
  assert.equal(memory.reached, true);
});

test('a workflow engine is judged at the level where it does best, in each round', () => {
  const rounds = [
    [40, 30, 60],
    [50, 70, 45],
  ].flatMap((levels, nth) => [
    ...levels.map((ms, at) => figuresOf(`dbos-${[16, 64, 256][at]}`, nth + 1, { cpu: cpuOf(ms) })),
    figuresOf('orders-256', nth + 1, { cpu: cpuOf(1) }),
  ]);
  const targets = judgeTargets(rounds);
  const of = (name: string) => targets.find(({ what }) => what.startsWith(name))!;
  assert.deepEqual(of('DBOS').found, { median: 37.5, least: 30, most: 45 });
  assert.equal(of('DBOS').bound, '≥ 30');
  assert.equal(of('DBOS').reached, true);
  assert.deepEqual([of('Restate').found, of('Restate').bound], [null, '≥ 15']);
});

test('the memory that counts is that of the scenario with the most', () => {
  const of = (scenario: string, total: number) =>
    figuresOf(scenario, 1, { memory: { node: total, postgres: 0, total } });
  const memory = judgeTargets([of('orders-64', 400), of('orders-1024', 600), of('split-256', 900)]).at(-1)!;
  assert.equal(memory.found!.median, 600);
  assert.equal(memory.reached, false);
});

test('the tables have a row for each scenario and target, and a dash for what is not known', () => {
  const table = readableTable(
    summarise([
      figuresOf('orders-256', 1, { perSecond: 2345.6 }),
      figuresOf('list', 1, { cpu: null, memory: null, audit: null }),
    ]),
    (name) => `title of ${name}`,
  );
  assert.match(
    table,
    /title of orders-256 +2,346 +2,346 +10\.0 +20\.0 +40\.0 +0 +0\.500 .* 350 +7,000 +PASS/,
  );
  assert.match(table, /title of list .*–/);
  const judged = judgeTargets([figuresOf('orders-1', 1)]);
  const targets = targetTable(judged);
  const ratios = judged.length - 1;
  assert.equal(targets.split('\n').filter((line) => line.includes('not measured')).length, ratios);
  assert.match(targets, /≤ 550 +350 \(350\) +reached/);
});

test('the chart says what it shows and where that was measured, in light and dark', () => {
  const chart = drawChart(
    summarise([
      figuresOf('ceiling', 1, { perSecond: 9000, cpu: cpuOf(0.1) }),
      figuresOf('orders-256', 1, { perSecond: 2000 }),
      figuresOf('orders-256', 2, { perSecond: 4000 }),
      figuresOf('naive-256', 1, { perSecond: 300, cpu: cpuOf(3.5) }),
    ]),
    where,
  );
  assert.match(chart, /prefers-color-scheme: dark/);
  assert.match(chart, /2 × &lt;a processor&gt; &amp; more · 2026-11-23, commit abc1234/);
  for (const said of ['9,000', '3,000 (2,000–4,000)', '3.50', 'naive, 256 in flight'])
    assert.ok(chart.includes(`>${said}<`), said);
  assert.ok(!chart.includes('workflow engine'), 'peers are named where they were measured');
  assert.ok(!chart.includes('One order alone'), 'a panel of which nothing was measured is left out');
  assert.ok(!/NaN|undefined|Infinity/.test(chart));
  assertWellFormed(chart);
});

test('the chart shows workflow engines at each level that was measured', () => {
  const found = ['naive-256', 'dbos-16', 'restate-64'].map((name) => figuresOf(name, 1, { cpu: cpuOf(20) }));
  const chart = drawChart(summarise(found), where);
  for (const said of ['on a workflow engine', 'DBOS, 16 in flight', 'Restate, 64 in flight'])
    assert.ok(chart.includes(`>${said}<`), said);
  assert.ok(!chart.includes('DBOS, 64 in flight'));
  assertWellFormed(chart);
});

/** Every tag is closed by its own, in turn. */
function assertWellFormed(svg: string): void {
  const open: string[] = [];
  for (const [tag, closing, name, empty] of svg.matchAll(/<(\/?)([a-z]+)[^<>]*?(\/?)>/g)) {
    if (empty) continue;
    if (closing) assert.equal(open.pop(), name, tag);
    else open.push(name!);
  }
  assert.deepEqual(open, []);
}
