import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { matchesGlob } from 'node:path';
import { test } from 'node:test';
import { LESSONS } from '@sagashop/lessons/lessons';

const root = new URL('../../', import.meta.url);
const rules = readFileSync(new URL('.dockerignore', root), 'utf8')
  .split('\n')
  .filter((line) => line && !line.startsWith('#'));

/** Whether Docker's builder gets a file: the last rule counts that it or a folder of it matches. */
function isInContext(path: string): boolean {
  const folders = path.split('/').map((_, at, parts) => parts.slice(0, at + 1).join('/'));
  let isIn = true;
  for (const rule of rules) {
    const back = rule.startsWith('!');
    // Docker's star takes names with a dot in front as well.
    const matches = (one: string) => rule === '*' || matchesGlob(one, back ? rule.slice(1) : rule);
    if (folders.some(matches)) isIn = back;
  }
  return isIn;
}

test('the image is built with what the gateway answers, and with what the pages to learn from are made of', () => {
  const read = [
    ...['docs/api/gateway.json', 'docs/api/page/page.html', 'docs/api/page/start.js'],
    ...[
      'docs/patterns/README.md',
      'docs/patterns/tombstones.md',
      'services/payment/README.md',
      'web/README.md',
    ],
    ...LESSONS.flatMap(({ code }) => code.map(({ file }) => file)),
  ];
  for (const path of read) {
    assert.ok(existsSync(new URL(path, root)), path);
    assert.ok(isInContext(path), `${path} is not in the image's context`);
  }
  for (const path of ['.data/run.json', 'docs/tour.md', 'services/order/test/x.test.ts', 'web/build/x.js'])
    assert.ok(!isInContext(path), path);
});
