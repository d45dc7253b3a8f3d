import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { flatTexts } from '../app/words/flat-texts.ts';
import { nestedTexts } from '../nested-texts.ts';

for (const language of ['en', 'ru'])
  test(`the texts of a language are the same after they were nested: ${language}`, () => {
    const file = new URL(`../app/words/${language}.json`, import.meta.url);
    const texts = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
    const nested = nestedTexts(Object.entries(texts));
    assert.deepEqual(flatTexts(JSON.parse(JSON.stringify(nested))), texts);
  });

test('a text below which others stand is kept beside them, whichever comes first', () => {
  const nested = { a: { '': 'One', b: 'Two' } };
  assert.deepEqual(
    nestedTexts([
      ['a', 'One'],
      ['a.b', 'Two'],
    ]),
    nested,
  );
  assert.deepEqual(
    nestedTexts([
      ['a.b', 'Two'],
      ['a', 'One'],
    ]),
    { a: { b: 'Two', '': 'One' } },
  );
  assert.deepEqual(nestedTexts([['a', 'One']]), { a: 'One' });
});
