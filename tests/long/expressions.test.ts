import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { expressionsReached, judge } from '../tidy/expressions.ts';
import { readTree } from '../tidy/source.ts';

const known = JSON.parse(
  readFileSync(new URL('../tidy/linear.json', import.meta.url), 'utf8'),
) as readonly string[];

test('every regular expression that was judged to take time in proportion does', () => {
  const slow = known.filter((name) => {
    const [, source = '', flags = ''] = /^\/([\s\S]*)\/([a-z]*)$/.exec(name) ?? [];
    return source === '' || judge(source, flags) !== 'linear';
  });
  assert.deepEqual(slow, []);
});

test('only expressions that a request can reach are known as good', () => {
  const reached = expressionsReached(readTree(fileURLToPath(new URL('../..', import.meta.url)))).flatMap(
    ({ expressions }) => expressions.map(({ source, flags }) => `/${source}/${flags}`),
  );
  assert.deepEqual(
    known.filter((name) => !reached.includes(name)),
    [],
  );
});
