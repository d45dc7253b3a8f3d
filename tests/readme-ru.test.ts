import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

const read = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const english = read('README.md');
const russian = read('README.ru.md');

/** The blocks of code: shell commands without their comments; of a drawing, the first word of each line. */
function blocks(page: string): string[] {
  return [...page.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(([, language, text]) =>
    text!
      .split('\n')
      .filter((line) => !/^\s*#/.test(line))
      .map((line) => line.replace(language === 'sh' ? /(\S) +# .*$/ : /(\S) {2,}.*$/, '$1'))
      .join('\n'),
  );
}

const prose = (page: string) => page.replace(/^```.*?^```$/gms, '');

/** Of each row of each table, what is written as code, sorted: languages order their words differently. */
function rows(page: string): string[] {
  return prose(page)
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^[|-]+$/.test(line))
    .map((line) => [...line.matchAll(/`[^`]+`|^\| \d{3}(?:, \d{3})*/g)].map(String).sort().join(' '));
}

const links = (page: string) =>
  [...prose(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) =>
    target!.replace(/^README(\.ru)?\.md$/, ''),
  );

const headings = (page: string) => [...prose(page).matchAll(/^(#+) /gm)].map(([, depth]) => depth);

describe('README.ru.md says what README.md says:', () => {
  test('the same commands', () => {
    assert.deepEqual(blocks(russian), blocks(english));
    assert.ok(blocks(english).length > 3);
  });

  test('the same codes, options, variables and routes in its tables, row by row', () => {
    assert.deepEqual(rows(russian), rows(english));
    assert.ok(rows(english).length > 8);
  });

  test('the same sections and links', () => {
    assert.deepEqual(headings(russian), headings(english));
    assert.deepEqual(links(russian).sort(), links(english).sort());
  });

  test('each is read in a few minutes', () => {
    for (const page of [english, russian]) assert.ok(page.trimEnd().split('\n').length <= 120);
  });

  test('each leads to the other', () => {
    assert.match(english, /\]\(README\.ru\.md\)/);
    assert.match(russian, /\]\(README\.md\)/);
  });
});
