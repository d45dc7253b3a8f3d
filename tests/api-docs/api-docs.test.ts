import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { shopDatabases } from '../shop-databases.ts';
import type { Description } from './describe.ts';
import { apiDocs } from './every-service.ts';
import { limitsPage } from './limits.ts';
import { rolesPage } from './roles.ts';

const FOLDER = new URL('../../docs/api/', import.meta.url);
const urls = await shopDatabases();
const files = await apiDocs(urls);

test('docs/api says what the routes say today (npm run docs:api writes it anew)', () => {
  const there = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
  assert.deepEqual(there.sort(), Object.keys(files).sort());
  for (const [name, text] of Object.entries(files)) {
    const same = readFileSync(new URL(name, FOLDER), 'utf8') === text;
    assert.ok(same, `docs/api/${name} is not what the routes say; run: npm run docs:api`);
  }
});

test('docs/limits.md says what is allowed of each route today (npm run docs:api writes it anew)', async () => {
  const written = readFileSync(new URL('../limits.md', FOLDER), 'utf8');
  const page = await limitsPage(urls);
  assert.equal(written, page, 'run: npm run docs:api');
  for (const [path, methods] of Object.entries((JSON.parse(files['gateway.json']!) as Description).paths)) {
    if (methods['post']) assert.ok(page.includes(`\`POST ${path}\``), `POST ${path} has no limit`);
  }
});

test('docs/reference/roles.md says who may what today (npm run docs:api writes it anew)', async () => {
  const written = readFileSync(new URL('../reference/roles.md', FOLDER), 'utf8');
  assert.equal(written, await rolesPage(urls), 'run: npm run docs:api');
});

test('every operation says what it does, who may call it, and how it is refused', () => {
  const { paths } = JSON.parse(files['gateway.json']!) as Description;
  const ids = new Set<string>();
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const route = `${method} ${path}`;
      assert.ok(operation.summary && operation.tags?.length && operation.security, route);
      assert.ok(!ids.has(operation.operationId!), `${route}: its operationId is another's`);
      ids.add(operation.operationId!);
      assert.ok(
        Object.keys(operation.responses).some((status) => status.startsWith('2')),
        route,
      );
    }
  }
});

test('an order names each of its refusals, with a problem for each', () => {
  const { paths } = JSON.parse(files['order.json']!) as Description;
  const { responses, parameters } = paths['/api/orders']!['post']!;
  const codes = Object.keys(responses['409']!.content!['application/problem+json']!.examples!);
  for (const code of ['insufficient_funds', 'out_of_stock', 'no_courier', 'price_changed']) {
    assert.ok(codes.includes(code), code);
  }
  assert.ok(parameters!.some(({ name, ['required']: required }) => name === 'Idempotency-Key' && required));
});
