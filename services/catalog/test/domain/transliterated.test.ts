import assert from 'node:assert/strict';
import { test } from 'node:test';
import { transliterated } from '../../src/domain/transliterated.ts';

test('a text is read in the letters of the other language as it sounds', () => {
  for (const [typed, meant] of [
    ['ryukzak', 'рюкзак'],
    ['chaynik', 'чайник'],
    ['igrushki', 'игрушки'],
    ['kofe v zernah', 'кофе в зернах'],
    ['prestuplenie i nakazanie', 'преступление и наказание'],
    ['лэмп', 'lemp'],
    ['кеттл', 'kettl'],
  ] as const)
    assert.equal(transliterated(typed), meant);
});

test('a text of both letters or of none is left as it is', () => {
  assert.equal(transliterated('чай tea'), undefined);
  assert.equal(transliterated('100'), undefined);
});
