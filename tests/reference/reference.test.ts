import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { referencePages } from './pages.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const pages = await referencePages();

for (const [name, page] of Object.entries(pages)) {
  test(`docs/reference/${name} is as the code says (npm run docs:reference writes it anew)`, () => {
    assert.equal(readFileSync(join(ROOT, 'docs', 'reference', name), 'utf8'), page);
  });
}

/** What is no variable of the shop's: its own process' and its tests'. */
const OTHERS = /^(?:PATH|NODE_COMPILE_CACHE|SAGASHOP_TEST_\w+)$/;

test('no variable that the code reads is missing from docs/reference/environment.md', () => {
  const sources = ['{packages,services}/*/src/**/*.ts', 'cli/src/**/*.ts', 'web/server/*.ts'];
  const code = globSync(sources, { cwd: ROOT }).map((file) => readFileSync(join(ROOT, file), 'utf8'));
  const read = code.flatMap((text) => [...text.matchAll(/\benv(?:\(\))?(?:\.|\[')([A-Z][A-Z_]+)\b/g)]);
  const names = new Set(read.map(([, name]) => name!).filter((name) => !OTHERS.test(name)));
  assert.ok(names.size > 8, `${names.size} names`);
  for (const name of names) {
    const shown = name.replace(/^[A-Z]+_DATABASE_URL$/, '…_DATABASE_URL');
    assert.ok(pages['environment.md']!.includes(`\`${shown}\``), name);
  }
});

test('a refusal stands there once, with its status', () => {
  assert.match(pages['refusals.md']!, /^\| 409 \| `insufficient_funds` \|.*\| `POST \/api\/orders` \|$/m);
  const codes = [...pages['refusals.md']!.matchAll(/^\| \d{3} \| `(\w+)`/gm)].map(([, code]) => code);
  assert.equal(new Set(codes).size, codes.length);
  assert.ok(codes.length > 35, `${codes.length} codes`);
});
