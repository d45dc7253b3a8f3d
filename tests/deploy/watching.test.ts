import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { DASHBOARDS, fileOf } from '../../deploy/grafana/dashboards.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const read = (...path: string[]) => readFileSync(join(ROOT, ...path), 'utf8');
const RULES = ['deploy', 'prometheus', 'rules', 'sagashop.yaml'];

interface Rule {
  alert?: string;
  record?: string;
  expr: string;
  annotations?: { runbook: string };
}
const { groups } = parse(read(...RULES)) as { groups: { rules: Rule[] }[] };
const rules = groups.flatMap((group) => group.rules);
const alerts = rules.filter((rule) => rule.alert !== undefined);

test('the dashboards are as their source says (npm run dashboards writes them anew)', () => {
  for (const dashboard of DASHBOARDS)
    assert.equal(read('deploy', 'grafana', 'dashboards', `${dashboard.uid}.json`), fileOf(dashboard));
});

test('no two panels of a dashboard lie on each other, and all say what they show', () => {
  for (const dashboard of DASHBOARDS) {
    const taken = new Set<string>();
    const { panels } = JSON.parse(fileOf(dashboard)) as {
      panels: { description: string; gridPos: { x: number; y: number; w: number; h: number } }[];
    };
    for (const { description, gridPos } of panels) {
      assert.ok(description);
      assert.ok(gridPos.x + gridPos.w <= 24);
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++)
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
          assert.ok(!taken.has(`${x} ${y}`), `${dashboard.title}: ${description}`);
          taken.add(`${x} ${y}`);
        }
    }
  }
});

test('each alert has a runbook that names it, and tests in which it fires and in which it is silent', () => {
  const { tests } = parse(read('deploy', 'prometheus', 'alerts.test.yaml')) as {
    tests: { alert_rule_test: { alertname: string; exp_alerts: unknown[] }[] }[];
  };
  const tried = tests.flatMap(({ alert_rule_test }) => alert_rule_test);
  for (const { alert, annotations } of alerts) {
    const page = annotations?.runbook ?? '';
    assert.ok(existsSync(join(ROOT, page)), `${alert}: ${page}`);
    assert.ok(read(page).includes(`\`${alert}\``), `${page} does not name ${alert}`);
    assert.ok(read('docs', 'runbooks', 'README.md').includes(alert!), `the list does not name ${alert}`);
    const own = tried.filter(({ alertname }) => alertname === alert);
    assert.deepEqual(own.map(({ exp_alerts }) => exp_alerts.length > 0).sort(), [false, true], alert);
  }
});

test('dashboards and alerts speak of metrics that there are', () => {
  const documented = read('docs', 'metrics.md');
  const expressions = [
    ...rules.map(({ expr }) => expr),
    ...DASHBOARDS.flatMap(({ panels }) => panels.flatMap(({ queries }) => queries.map(({ expr }) => expr))),
  ];
  for (const [name] of expressions.join('\n').matchAll(/\b(?:sagashop|process|nodejs)_[a-z_]+/g))
    assert.ok(documented.includes(name.replace(/_(?:bucket|count|sum)$/, '')), name);
});
