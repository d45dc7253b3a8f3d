import { done } from '../src/message.ts';
import { story } from '../src/testing.ts';
import { anOrder, placeOrder } from './example.ts';

// Where the stories of these tests begin: each one stage further than the one before.

export const begun = () => story(placeOrder, anOrder).sends('payment.hold', { user: 'alice', amount: 500 });
export const held = () =>
  begun().answers('hold the money', done()).sends('stock.reserve').sends('delivery.book');
export const reserved = () =>
  held()
    .answers('reserve the goods', done())
    .answers('book a courier', done({ date: '2026-05-04' }));
export const confirmed = () =>
  reserved()
    .decides('confirm')
    .sends('payment.capture')
    .sends('stock.take')
    .sends('notify.tell', { text: 'comes on 2026-05-04' });
