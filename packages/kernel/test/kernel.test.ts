import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, dateIn, deliveryDays, isDate, untilMidnight } from '../src/clock.ts';
import { isCurrency, minorDigits } from '../src/currency.ts';
import { isId, newId } from '../src/ids.ts';
import { money, total } from '../src/money.ts';
import { refusals } from '../src/problem.ts';

test('ids are UUIDv7, all different, and sort by the time they were made at', () => {
  const ids = Array.from({ length: 2000 }, (_, at) => newId(1_700_000_000_000 + at));
  assert.equal(new Set(ids).size, ids.length);
  for (const id of ids)
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.deepEqual([...ids].sort(), ids);
  assert.ok(isId(ids[0]!));
  assert.ok(!isId('42'));
});

test('an amount that is no exact integer is never money', () => {
  assert.deepEqual(money(129_900, 'RUB'), { amount: 129_900, currency: 'RUB' });
  for (const amount of [1.5, Number.NaN, 2 ** 60]) assert.throws(() => money(amount, 'RUB'), RangeError);
  assert.equal(
    total([
      { price: 100, quantity: 3 },
      { price: 5, quantity: 2 },
    ]),
    310,
  );
});

test('a currency has the minor units that ISO 4217 gives it, whatever Intl says of cash', () => {
  const digits = { RUB: 2, EUR: 2, RSD: 2, HUF: 2, JPY: 0, ISK: 0, KRW: 0, KWD: 3, TND: 3, CLF: 4 };
  for (const [code, wanted] of Object.entries(digits)) assert.equal(minorDigits(code), wanted, code);
  assert.deepEqual(['RUB', 'XYZ', 'rub', 'RU', '', 'XAU', 'constructor'].map(isCurrency), [
    true,
    ...Array(6).fill(false),
  ]);
  assert.throws(() => minorDigits('XYZ'), RangeError);
});

test('a date is what the calendar says in the shop, not in Greenwich', () => {
  const lateEvening = new Date('2026-11-23T21:30:00Z');
  assert.equal(dateIn('UTC', lateEvening), '2026-11-23');
  assert.equal(dateIn('Europe/Moscow', lateEvening), '2026-11-24');
  assert.throws(() => dateIn('Mars/Olympus', lateEvening), RangeError);
});

test('delivery days are the fourteen from tomorrow, also over a change of clocks', () => {
  const days = deliveryDays('Europe/Berlin', new Date('2026-10-24T10:00:00Z'));
  assert.equal(days.length, 14);
  assert.equal(days[0], '2026-10-25');
  assert.equal(days.at(-1), '2026-11-07');
  assert.equal(addDays('2026-12-31', 1), '2027-01-01');
});

test('a day ends when the date changes in the zone, also when a clock changes that day', () => {
  const hour = 3_600_000;
  assert.equal(untilMidnight('UTC', new Date('2026-11-23T21:30:00Z')), 2.5 * hour);
  assert.equal(untilMidnight('Europe/Moscow', new Date('2026-11-23T21:00:00Z')), 24 * hour);
  assert.equal(untilMidnight('Europe/Berlin', new Date('2026-10-24T22:00:00Z')), 25 * hour);
  assert.equal(untilMidnight('America/Sao_Paulo', new Date('2018-11-03T23:00:00Z')), 4 * hour);
  assert.equal(untilMidnight('UTC', new Date('2026-11-23T23:59:59.999Z')), 1);
});

test('only days of the calendar are dates', () => {
  assert.ok(isDate('2028-02-29'));
  for (const text of ['2026-02-29', '2026-02-30', '2026-13-01', '2026-1-1', 'tomorrow', ''])
    assert.ok(!isDate(text), text);
});

test('a refusal carries its code, its status and what else there is to know', () => {
  const refuse = refusals({ out_of_stock: { status: 409, title: 'None left.' } });
  const problem = refuse.out_of_stock({ orderId: 'x' });
  assert.equal(problem.code, 'out_of_stock');
  assert.equal(problem.status, 409);
  assert.deepEqual(problem.more, { orderId: 'x' });
});
