import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { FOLDER, PARTS, patternsIndex, readPages } from './patterns.ts';

const MOST_LINES = 80;
const pages = readPages();

describe('docs/patterns', () => {
  test('has an index that was written from its pages: npm run docs:patterns', () => {
    assert.equal(readFileSync(new URL('README.md', FOLDER), 'utf8'), patternsIndex(pages));
  });

  test('has the same parts on every page', () => {
    for (const { name, text } of pages) {
      const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading!);
      const wanted = PARTS.join().replace(
        'See it,Break it',
        headings.includes('See it and break it') ? 'See it and break it' : 'See it,Break it',
      );
      assert.equal(headings.join(), wanted, name);
    }
  });

  test('links to code, shows commands, and is read in a few minutes', () => {
    for (const { name, text } of pages) {
      assert.match(text, /\]\(\.\.\/\.\.\/(?:packages|services|cli|deploy)\//, name);
      assert.match(text, /```sh\n/, name);
      assert.ok(text.split('\n').length <= MOST_LINES, `${name} is longer than ${MOST_LINES} lines`);
    }
  });
});
