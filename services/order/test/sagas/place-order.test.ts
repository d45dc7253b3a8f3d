import { test } from 'node:test';
import { done, refused } from '@sagashop/saga/message';
import { story } from '@sagashop/saga/testing';
import { type PlaceOrder, placeOrderSaga } from '../../src/sagas/place-order.ts';

const order: PlaceOrder = {
  user: '0190f7a0-0000-7000-8000-00000000000a',
  number: '100001',
  total: 500,
  currency: 'RUB',
  language: 'ru',
  lines: [{ product: '0190f7a0-0000-7000-8000-00000000000b', quantity: 2 }],
  date: null,
};
const told = { user: order.user, language: 'ru', number: '100001', total: 500, currency: 'RUB' };

const held = () =>
  story(placeOrderSaga, order)
    .sends('payment.hold', { user: order.user, amount: 500 })
    .answers('hold the money', done())
    .sends('stock.reserve', { lines: order.lines })
    .sends('delivery.book', { date: null });

test('an order is held, reserved, booked, confirmed, and then paid, taken and told', () => {
  held()
    .answers('reserve the goods', done())
    .answers('book a courier', done({ date: '2026-11-24', courier: 'c' }))
    .decides('confirm')
    .sends('payment.capture', {})
    .sends('stock.take', {})
    .sends('notify.tell', { ...told, outcome: 'confirmed', deliveryDate: '2026-11-24' })
    .answers('capture the money', done())
    .answers('take the goods', done())
    .answers('tell the customer', done())
    .ends('completed');
});

test('goods that are short give the money back, cancel the order and tell why', () => {
  held()
    .answers('reserve the goods', refused('out_of_stock'))
    .sends('payment.release', {})
    .sends('stock.release', {})
    .sends('delivery.cancel', {})
    .answers('hold the money', done())
    .answers('reserve the goods', done())
    .answers('book a courier', done())
    .decides('cancel')
    .sends('notify.tell', { ...told, outcome: 'cancelled', reason: 'out_of_stock' })
    .answers('tell the customer why', done())
    .ends('refused', 'out_of_stock');
});

test('a cancellation that the pivot finds undoes everything', () => {
  held()
    .answers('reserve the goods', done())
    .answers('book a courier', done({ date: '2026-11-24', courier: 'c' }))
    .decides('confirm', refused('cancelled_by_customer'))
    .sends('payment.release')
    .sends('stock.release')
    .sends('delivery.cancel')
    .answers('hold the money', done())
    .answers('reserve the goods', done())
    .answers('book a courier', done())
    .decides('cancel')
    .sends('notify.tell')
    .answers('tell the customer why', done())
    .ends('refused', 'cancelled_by_customer');
});
