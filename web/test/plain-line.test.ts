import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { MISTAKE_NAMES } from '@sagashop/shop-world/mistakes';
import { recordWorld } from '@sagashop/shop-world/record-world';
import { tellWorld } from '@sagashop/shop-world/tell-world';
import { slugOf } from '@sagashop/shop-world/wish-text';
import { LINE_KEYS, plainLine } from '../app/world/plain-line.ts';

const catalogue = (language: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`../app/words/${language}.json`, import.meta.url), 'utf8'));
const NAMED = { what: 'command', why: 'reason' } as const;

test('every line of every story is said in plain words, with all that it names, in every language', async () => {
  const unsaid = new Set<string>();
  const english = catalogue('en');
  for (let seed = 1; seed <= 400; seed++) {
    const mistakes = [MISTAKE_NAMES[seed % MISTAKE_NAMES.length]!];
    for (const line of (await tellWorld({ seed, mistakes })).story) {
      const plain = plainLine(line);
      if (!plain) unsaid.add(`${line.who} ${line.what}`);
      for (const [part, kind] of Object.entries(NAMED)) {
        const name = plain?.parts[part];
        if (name && !(`world.${kind}.${name}` in english)) unsaid.add(`${kind} ${name}`);
      }
    }
  }
  assert.deepEqual([...unsaid], []);
});

test('what is done from outside is told in plain words too', async () => {
  const acts = (['first', 'later', 'twice', 'lose'] as const).map((what) => ({
    do: what,
    message: 1,
    happened: 40,
  }));
  const { frames } = await recordWorld({ seed: 3, fine: true });
  const { happened, messages } = frames.find((frame) => frame.messages.some(({ reply }) => reply))!;
  const message = messages.find(({ reply }) => reply)!.number;
  const done = acts.map((act) => ({ ...act, happened, message }));
  for (const some of [done, done.map((act) => ({ ...act, message: 1, happened: frames[0]!.happened }))]) {
    const { story } = await recordWorld({ seed: 3, fine: true, acts: some });
    assert.deepEqual(
      story.filter((line) => !plainLine(line)),
      [],
    );
  }
});

test('each kind of line, each mistake and each rule has its words', () => {
  for (const language of ['en', 'ru']) {
    const texts = catalogue(language);
    for (const key of LINE_KEYS) assert.ok(texts[`world.line.${key}`], `${language}: ${key}`);
    for (const name of MISTAKE_NAMES)
      assert.ok(texts[`world.mistake.${slugOf(name)}`], `${language}: ${name}`);
  }
});
