import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import type { Lesson } from '@sagashop/lessons/lesson';
import { LESSONS } from '@sagashop/lessons/lessons';
import { sharedTexts, textsOf } from '@sagashop/lessons/texts-of';
import { defines } from '../tidy/docs.ts';

const root = new URL('../../', import.meta.url);
const MOST_WORDS = 150; // of a problem: what is read in a minute
const VALUE = /\{\w+\}/g;

/** Every text by its path, without the values' names in it: what two languages have alike. */
function shapeOf(given: unknown, path = ''): string[] {
  if (typeof given === 'string') return [`${path} ${[...new Set(given.match(VALUE))].sort().join()}`];
  return Object.entries(given as object).flatMap(([key, part]) => shapeOf(part, `${path}.${key}`));
}

const keysOf = ({ on, off }: Lesson) => [on, off].flatMap((one) => Object.keys(one?.checks ?? {}));

describe('Each lesson', () => {
  for (const lesson of LESSONS) {
    const texts = textsOf(lesson, 'en');
    const title = `${lesson.number} (${texts.title})`;

    test(`${title} says the same in English and in Russian`, () => {
      const [english, russian] = [shapeOf(texts), shapeOf(textsOf(lesson, 'ru'))];
      assert.deepEqual(russian, english);
      const said = JSON.stringify(textsOf(lesson, 'ru').problem);
      assert.match(said, /[а-я]/);
    });

    test(`${title} has a text for all that it checks, chooses and links to`, () => {
      assert.deepEqual(
        keysOf(lesson).filter((key) => !texts.says[key]),
        [],
      );
      assert.deepEqual(Object.keys(texts.options ?? {}), [...lesson.options]);
      const symbols = lesson.code.map(({ symbol }) => symbol);
      assert.deepEqual(Object.keys(texts.code).sort(), [...symbols].sort());
      assert.equal(lesson.off === undefined, texts.off === undefined);
    });

    test(`${title} is read in a minute, and checks more than one thing`, () => {
      const words = texts.problem.join(' ').split(/\s+/).length;
      assert.ok(words <= MOST_WORDS, `${words} words`);
      assert.ok(Object.keys(lesson.on.checks).length > 1);
      assert.ok(Object.keys(lesson.off?.checks ?? { any: 1 }).length > 0);
    });

    test(`${title} links to code that is there, and to pages of patterns`, () => {
      for (const { file, symbol } of lesson.code) {
        const text = readFileSync(new URL(file, root), 'utf8');
        assert.ok(defines(text, symbol), `${file} does not define ${symbol}`);
      }
      for (const page of lesson.patterns)
        assert.ok(existsSync(new URL(`docs/patterns/${page}.md`, root)), page);
    });
  }
});

test('what all lessons say alike is said in both languages', () => {
  assert.deepEqual(shapeOf(sharedTexts('ru')), shapeOf(sharedTexts('en')));
});
