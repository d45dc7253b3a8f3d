import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { HOUSE } from './tidy/house.ts';
import { PLANTED } from './tidy/planted.ts';
import { type Rule, readTree, type Source } from './tidy/source.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const tree = readTree(root);
const rules = Object.entries(HOUSE) as [keyof typeof HOUSE, Rule][];

describe('The house is tidy:', () => {
  for (const [sentence, rule] of rules) {
    test(sentence, () => {
      const complaints = rule(tree).map(({ path, says }) => `${path} ${says}`);
      assert.deepEqual(complaints, []);
    });
  }

  test('there is a house to look at', () => {
    for (const known of ['packages/saga/src/advance.ts', 'services/order/src/app.ts', 'cli/src/main.ts']) {
      assert.ok(
        tree.some(({ path, text }) => path === known && text !== ''),
        known,
      );
    }
  });
});

describe('A rule that is broken is noticed:', () => {
  for (const [sentence, rule] of rules) {
    const { good, bad, at, beside = {} } = PLANTED[sentence];
    test(sentence, () => {
      assert.deepEqual(rule(sources({ ...beside, ...good })), []);
      for (const planted of bad) {
        const complaints = rule(sources({ ...beside, ...planted }));
        const place = at ?? Object.keys(planted)[0]!;
        const found = complaints.length > 0 && complaints.every(({ path }) => path.startsWith(place));
        assert.ok(found, `${JSON.stringify(planted)} was answered ${JSON.stringify(complaints)}`);
      }
    });
  }
});

function sources(files: Record<string, string>): Source[] {
  return Object.entries(files).map(([path, text]) => ({ path, text }));
}
