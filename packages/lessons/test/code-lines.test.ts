import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { codeLines } from '@sagashop/lessons/code-lines';
import { LESSONS } from '@sagashop/lessons/lessons';

const TEXT = `import x from 'x';

/** Adds. */
export function add(
  a: number,
): number {
  const inner = () =>
    a + 1;

  return inner();
}

const next = 2;
`;

test('what is defined is shown whole, with the comment above it and nothing of what follows', () => {
  const found = codeLines(TEXT, 'add')!;
  assert.deepEqual([found.line, found.more], [3, 0]);
  assert.match(found.text, /^\/\*\* Adds\. \*\/\n/);
  assert.match(found.text, /\n {2}return inner\(\);\n\}$/);
  assert.deepEqual(codeLines(TEXT, 'inner'), { line: 7, text: 'const inner = () =>\n  a + 1;', more: 0 });
  assert.equal(codeLines(TEXT, 'next')!.text, 'const next = 2;');
});

test('what is not defined there has no lines, and what is long is cut', () => {
  assert.equal(codeLines(TEXT, 'a'), undefined);
  const long = `const long = [\n${'  1,\n'.repeat(80)}];\n`;
  const { text, more } = codeLines(long, 'long')!;
  assert.deepEqual([text.split('\n').length, more], [50, 32]);
});

test('all code that the lessons link to has lines to show, which begin and end', () => {
  for (const { file, symbol } of LESSONS.flatMap(({ code }) => code)) {
    const source = readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');
    const found = codeLines(source, symbol);
    assert.ok(found, `${file} ${symbol}`);
    assert.doesNotMatch(found.text, /^\s|\n\n?$/);
    if (found.more === 0) assert.match(found.text, /[;})\]]$/, `${file} ${symbol}`);
  }
});
