import { test } from 'node:test';
import { done, fault, refused } from '@sagashop/saga/message';
import { story } from '@sagashop/saga/testing';
import { type RefundOrder, refundOrderSaga } from '../../src/sagas/refund-order.ts';

const refund: RefundOrder = {
  user: '0190f7a0-0000-7000-8000-00000000000a',
  number: '100001',
  total: 500,
  currency: 'RUB',
  language: 'ru',
  cause: '0190f7a0-0000-7000-8000-00000000000b',
  amount: 120,
};
const part = { cause: refund.cause, amount: 120 };

test('a refund that was granted goes back, is noted, and then its customer is told', () => {
  story(refundOrderSaga, refund)
    .decides('grant')
    .sends('payment.refund_part', part)
    .answers('give a part of the money back', done())
    .decides('settle')
    .sends('notify.tell_refund_part', refund)
    .answers('tell the customer of the refund', done())
    .ends('completed');
});

test('once granted it is tried until it is done, whatever is said against it', () => {
  story(refundOrderSaga, refund)
    .crash({ late: true })
    .decides('grant')
    .sends('payment.refund_part', part)
    .answers('give a part of the money back', refused('more_than_captured'))
    .sends('payment.refund_part', part)
    .answers('give a part of the money back', fault('broken'))
    .sends('payment.refund_part', part)
    .crash({ late: true })
    .sends('payment.refund_part', part);
});
