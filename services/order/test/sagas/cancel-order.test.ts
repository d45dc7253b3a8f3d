import { test } from 'node:test';
import { done, fault, refused } from '@sagashop/saga/message';
import { story } from '@sagashop/saga/testing';
import { type CancelOrder, cancelOrderSaga } from '../../src/sagas/cancel-order.ts';

const order: CancelOrder = {
  user: '0190f7a0-0000-7000-8000-00000000000a',
  number: '100001',
  total: 500,
  currency: 'RUB',
  language: 'ru',
  reason: 'cancelled_by_customer',
};

const withdrawn = () =>
  story(cancelOrderSaga, order)
    .decides('withdraw')
    .sends('payment.refund', {})
    .sends('stock.return', {})
    .sends('delivery.cancel', {});

test('a confirmed order is withdrawn, paid back, put back and freed, and then its customer is told', () => {
  withdrawn()
    .answers('give the money back', done())
    .answers('put the goods back', done())
    .waits()
    .answers('free the courier', done())
    .sends('notify.tell_refund', order)
    .answers('tell the customer of it', done())
    .ends('completed');
});

test('an order that is on its way stays as it is, and nothing is sent', () => {
  story(cancelOrderSaga, order)
    .decides('withdraw', refused('not_cancellable'))
    .ends('refused', 'not_cancellable');
});

test('once withdrawn, all the rest is tried until it is done, whatever is said against it', () => {
  withdrawn()
    .answers('give the money back', refused('insufficient_funds'))
    .sends('payment.refund')
    .answers('give the money back', fault('broken'))
    .sends('payment.refund')
    .noAnswer('put the goods back')
    .sends('stock.return')
    .deadline()
    .crash({ late: true })
    .sends('payment.refund')
    .sends('stock.return')
    .sends('delivery.cancel');
});

test('a crash before the order is withdrawn loses nothing, however long it lasts', () => {
  story(cancelOrderSaga, order).crash({ late: true }).decides('withdraw').sends('payment.refund');
});
