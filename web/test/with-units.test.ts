import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withUnits } from '../app/words/with-units.ts';

test('no line ends between a number and its unit, and all else of a name stays', () => {
  for (const name of ['Чай зелёный, 100 г', 'Flour 1 kg', 'Чашки, 2 шт.', 'Oil 0.5 l', 'Сок 1,5 л, яблоко']) {
    const shown = withUnits(name);
    assert.match(shown, /\d\u00a0\p{L}/u, name);
    assert.equal(shown.replace('\u00a0', ' '), name);
  }
  for (const name of ['Set of 3 lamps', '2 горшка', 'Lamp 7 metal', '4 glasses', 'Chair'])
    assert.equal(withUnits(name), name);
});
