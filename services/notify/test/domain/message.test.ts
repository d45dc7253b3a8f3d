import assert from 'node:assert/strict';
import { test } from 'node:test';
import { english } from '../../src/domain/english.ts';
import { type Ending, messageFor } from '../../src/domain/message.ts';
import { russian } from '../../src/domain/russian.ts';
import type { Language } from '../../src/domain/words.ts';

const ending: Ending = { outcome: 'confirmed', number: '1042', total: 129_900, currency: 'RUB' };
/** With plain spaces, since those inside an amount are unbreakable ones. */
const say = (more: Partial<Ending>, language: Language) =>
  messageFor({ ...ending, ...more }, language, new Date('2026-06-10T12:00:00Z')).replaceAll(
    /[\u00a0\u202f]/g,
    ' ',
  );

test('a confirmed order: its number, what was paid and when it comes', () => {
  assert.equal(
    say({ deliveryDate: '2026-06-12' }, 'en'),
    'Your order 1042 is confirmed. You paid RUB 1,299.00 from your balance. We’ll deliver it on Friday, June 12.',
  );
  assert.equal(
    say({ deliveryDate: '2026-06-12' }, 'ru'),
    'Ваш заказ 1042 подтверждён. С вашего счёта списано 1 299,00 ₽. День доставки: пятница, 12 июня.',
  );
  assert.match(say({ deliveryDate: null }, 'en'), /deliver it soon/);
  assert.match(say({ deliveryDate: '2027-01-02' }, 'en'), /on Saturday, January 2, 2027\.$/);
  assert.match(say({ deliveryDate: '2027-01-02' }, 'ru'), /суббота, 2 января 2027 г\.\.$/);
});

test('a cancelled order: why, and that nothing was charged', () => {
  assert.equal(
    say({ outcome: 'cancelled', reason: 'no_courier' }, 'en'),
    'Your order 1042 is cancelled: no courier was free to deliver it. ' +
      'You haven’t been charged; all your money is still yours.',
  );
  assert.equal(
    say({ outcome: 'cancelled', reason: 'insufficient_funds' }, 'ru'),
    'Ваш заказ 1042 отменён: не хватило денег на счёте. Деньги не списаны, всё осталось на вашем счёте.',
  );
});

test('an order that is cancelled after it was paid: why, and what went back', () => {
  const more = { outcome: 'refunded', reason: 'cancelled_by_shop' } as const;
  assert.equal(
    say(more, 'en'),
    'Your order 1042 is cancelled: the shop cancelled it. We’ve put RUB 1,299.00 back on your balance.',
  );
  assert.equal(
    say(more, 'ru'),
    'Ваш заказ 1042 отменён: его отменил магазин. Мы вернули 1 299,00 ₽ на ваш счёт.',
  );
  assert.equal(
    say({ ...more, total: 0 }, 'en'),
    'Your order 1042 is cancelled: the shop cancelled it.',
    'of which everything had gone back before',
  );
});

test('an order that stands, of which a part went back: how much', () => {
  const more = { outcome: 'refund', amount: 5_050 } as const;
  assert.equal(say(more, 'en'), 'We’ve put RUB 50.50 from your order 1042 back on your balance.');
  assert.equal(say(more, 'ru'), 'Мы вернули 50,50 ₽ за заказ 1042 на ваш счёт.');
});

test('every reason has words in both languages, and one without words is still told', () => {
  assert.deepEqual(Object.keys(russian.reasons), Object.keys(english.reasons));
  for (const reason of [undefined, 'new_reason', 'constructor']) {
    assert.match(say({ outcome: 'cancelled', reason }, 'en'), /we couldn’t complete it/);
    assert.match(say({ outcome: 'cancelled', reason }, 'ru'), /мы не смогли его оформить/);
  }
});

test('an amount has as many digits after the point as its currency has', () => {
  const amounts = {
    ...{ USD: '$1,299.00', JPY: '¥129,900', KWD: 'KWD 129.900' },
    ...{ RSD: 'RSD 1,299.00', HUF: 'HUF 1,299.00', ISK: 'ISK 129,900' },
  };
  for (const [currency, text] of Object.entries(amounts)) assert.ok(say({ currency }, 'en').includes(text));
  assert.ok(say({ total: 1e12 }, 'en').includes('RUB 10,000,000,000.00'));
});
