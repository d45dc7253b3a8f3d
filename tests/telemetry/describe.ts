import { readFileSync } from 'node:fs';
import { createMetrics } from '@sagashop/chassis/observe/metrics';
import type { Service } from '@sagashop/chassis/service/service';
import { serviceApp } from '@sagashop/chassis/service/service-app';
import { ephemeralKeys } from '@sagashop/chassis/service/service-keys';
import { testContext } from '@sagashop/chassis/testing';
import { parse } from 'yaml';
import { BEHIND_GATEWAY, databaseVariables } from '../../cli/src/services.ts';
import { DASHBOARDS } from '../../deploy/grafana/dashboards.ts';
import { pageMeasures } from '../../web/server/measures.ts';

const RULES = new URL('../../deploy/prometheus/rules/sagashop.yaml', import.meta.url);
const HEAD = `# Metrics

Written by \`npm run docs:reference\` from what the code registers; a test compares. Every metric of a shop, its labels,
and who looks at it. What the metrics mean together stands in [metrics.md](../metrics.md), what to do when an alert fires
in [runbooks](../runbooks/README.md).

| metric | type | labels | what | dashboards | alerts |
|---|---|---|---|---|---|
`;

interface Family {
  name: string;
  type: string;
  help: string;
  labelNames?: string[];
}

/** docs/reference/metrics.md, from what web and the services register when they open on the databases given, by service. */
export async function metricsPage(urls: Record<string, string>): Promise<string> {
  const metrics = createMetrics();
  const context = { ...testContext(databaseVariables(urls)), metrics };
  const opened: Service[] = [];
  try {
    for (const { open } of BEHIND_GATEWAY) opened.push(await (await open!())(context));
    const keys = ephemeralKeys();
    await serviceApp({ services: opened, keys, log: context.log, metrics }).close();
    pageMeasures(metrics.registry);
    const families = metrics.registry.getMetricsAsArray() as unknown as Family[];
    const rows = families.map(row);
    return `${HEAD}${rows.sort().join('\n')}\n`;
  } finally {
    for (const service of opened) await service.stop();
  }
}

function row({ name, type, help, labelNames = [] }: Family): string {
  const labels = labelNames.map((label) => `\`${label}\``).join(', ');
  const used = (expr: string) => new RegExp(`\\b${name}(?:_bucket|_count|_sum)?\\b`).test(expr);
  const dashboards = DASHBOARDS.filter(({ panels }) =>
    panels.some(({ queries }) => queries.some(({ expr }) => used(expr))),
  ).map(({ title }) => title.replace('Sagashop: ', ''));
  const alerts = alertExpressions()
    .filter(([, expr]) => used(expr))
    .map(([alert]) => alert);
  return `| \`${name}\` | ${type} | ${labels} | ${help} | ${dashboards.join(', ')} | ${alerts.join(', ')} |`;
}

/** The alerts with all that they look at, recorded series replaced by what these are made of. */
function alertExpressions(): [string, string][] {
  const { groups } = parse(readFileSync(RULES, 'utf8')) as {
    groups: { rules: { alert?: string; record?: string; expr: string }[] }[];
  };
  const rules = groups.flatMap((group) => group.rules);
  const whole = (expr: string): string =>
    expr.replaceAll(/sagashop:\w+:\w+/g, (name) => {
      const rule = rules.find(({ record }) => record === name);
      return rule ? whole(rule.expr) : name;
    });
  return rules.flatMap(({ alert, expr }): [string, string][] => (alert ? [[alert, whole(expr)]] : []));
}
