import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Expression, expressionsReached } from '../tidy/expressions.ts';
import { readTree } from '../tidy/source.ts';

const LENGTH = 100_000;
/** A text of this length takes a fraction of a ms; one that is read again from each of its places takes seconds. */
const MOST_MS = 250;
const USUAL = [...' \t\n0aqя-.,;=/"\\@:%~_<'];

const files = readTree(fileURLToPath(new URL('../..', import.meta.url)));

describe('No text that a client can send stops a regular expression:', () => {
  for (const { path, expressions } of expressionsReached(files)) {
    test(path, () => {
      for (const expression of expressions) tryOut(expression);
    });
  }
});

function tryOut({ written, source, flags }: Expression): void {
  const pattern = new RegExp(source, flags.includes('g') ? flags : `${flags}g`);
  for (const begins of ['', ...wordsIn(source)]) {
    for (const again of new Set([...USUAL, ...source.replaceAll(/\W/g, ''), ...wordsIn(source)])) {
      const text = `${begins}${again.repeat(LENGTH / again.length)}\u0001`;
      const before = process.threadCpuUsage();
      text.replace(pattern, '');
      const { user, system } = process.threadCpuUsage(before);
      const ms = (user + system) / 1000;
      assert.ok(ms < MOST_MS, `${written} took ${ms} ms for "${begins}" and many of "${again}"`);
    }
  }
}

/** What stands in an expression as it is: texts that begin with it get far. */
function wordsIn(source: string): string[] {
  const plain = source.replaceAll(/\\[pP]\{\w+=?\w*\}|\\[a-zA-Z]|\[(?:\\.|[^\]\\])*\]|[()^$?*+|]/g, ' ');
  return [...new Set(plain.replaceAll('\\', '').match(/\S{2,}/g))].slice(0, 4);
}
