import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factLines, factsIn } from '../app/admin/product-texts.ts';
import { localMoment } from '../app/words/local-moment.ts';

const fact = (key: string, en: string, ru: string, value = '1') => ({
  key,
  name: { en, ru },
  value: { en: value, ru: value },
});

test('facts are written a line each, in two languages beside each other, and keep their keys', () => {
  const known = [fact('size', 'Size', 'Размер', '40 × 25: large'), fact('made-of', 'Material', 'Материал')];
  const [en, ru] = [factLines(known, 'en'), factLines(known, 'ru')];
  assert.equal(en, 'Size: 40 × 25: large\nMaterial: 1');
  assert.deepEqual(factsIn(en, `\n${ru}\n`, known), known);
  const added = factsIn('Size: 1\nNet Weight: 2\nSize!: 3\nВес: 4', 'а: 1\nб: 2\nв: 3\nг: 4', known);
  assert.deepEqual(
    added?.map(({ key }) => key),
    ['size', 'net-weight', 'size-2', 'fact'],
  );
  for (const [one, other] of [
    ['Size: 1', ''],
    ['Size', 'Размер: 1'],
    ['Size:', 'Размер: 1'],
    [': 1', 'Размер: 1'],
  ])
    assert.equal(factsIn(one!, other!, known), undefined, one);
  assert.deepEqual(factsIn('', '', known), []);
});

test('a moment is typed by the clocks of the shop', () => {
  assert.equal(localMoment('2030-01-15T09:00', 'Europe/Moscow'), '2030-01-15T06:00:00.000Z');
  assert.equal(localMoment('2030-07-15T09:00', 'America/New_York'), '2030-07-15T13:00:00.000Z');
  // The hour that there is not, and the one that there is twice.
  assert.equal(localMoment('2030-03-31T02:30', 'Europe/Berlin'), '2030-03-31T01:30:00.000Z');
  assert.equal(localMoment('2030-10-27T02:30', 'Europe/Berlin'), '2030-10-27T00:30:00.000Z');
  for (const wrong of ['', '2030-02-31T09:00', 'tomorrow', '2030-01-15'])
    assert.equal(localMoment(wrong, 'UTC'), undefined);
});
