import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

import { shopDatabases } from '../shop-databases.ts';
import { metricsPage } from './describe.ts';

const read = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
const page = await metricsPage(await shopDatabases());

test('docs/reference/metrics.md is as the code says (npm run docs:reference writes it anew)', () => {
  assert.equal(read('reference/metrics.md'), page);
});

test('docs/metrics.md tells of each of these metrics, with its type and labels', () => {
  const metrics = read('metrics.md');
  for (const [, name, type, labels = ''] of page.matchAll(/^\| `(\w+)` \| (\w+) \| ([^|]*) \|/gm)) {
    const line = metrics.split('\n').find((text) => text.includes(`\`${name}\``));
    assert.ok(line, `${name} is not there`);
    const [, , types = '', told = ''] = line.split('|').map((cell) => cell.trim());
    assert.ok(types.includes(type!), `${name} is a ${type}`);
    if (name!.startsWith('sagashop_') && line.split('|').length > 5)
      assert.equal(told, labels.trim().replaceAll('`', ''), name);
  }
});

test('no metric of the code is missing there', () => {
  const cwd = new URL('../../', import.meta.url);
  const sources = globSync(['packages/*/src/**/*.ts', 'services/*/src/**/*.ts', 'web/server/*.ts'], { cwd });
  const code = sources.map((file) => readFileSync(new URL(file, cwd), 'utf8')).join('\n');
  const names = new Set(
    [...code.matchAll(/['"`]((?:sagashop|process|nodejs)(?:_[a-z0-9]+){2,})['"`]/g)].map(([, name]) => name!),
  );
  assert.ok(names.size > 30, `${names.size} names`);
  for (const name of names) assert.ok(page.includes(`\`${name}\``), name);
});
