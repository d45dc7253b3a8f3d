import { test } from 'node:test';
import { done, fault, refused } from '../src/message.ts';
import { story } from '../src/testing.ts';
import { begun, confirmed, held, reserved } from './beginnings.ts';
import { anOrder, cancelOrder, placeOrder } from './example.ts';

test('after a crash the dos of the saved stage are simply sent again', () => {
  held()
    .crash()
    .sends('payment.hold')
    .answers('hold the money', done())
    .sends('stock.reserve')
    .sends('delivery.book');
  held().crash({ kept: 'all' }).sends('stock.reserve').sends('delivery.book');
});

test('a saga that was loaded from the log undoes every step before the pivot, sent or not', () => {
  begun()
    .crash()
    .sends('payment.hold')
    .answers('hold the money', refused('insufficient_funds'))
    .sends('payment.release')
    .sends('stock.release')
    .sends('delivery.cancel');
});

test('a saga loaded after its deadline turns back at once', () => {
  begun().crash({ late: true }).sends('payment.release').sends('stock.release').sends('delivery.cancel');
});

test('turning back survives a crash: only the undos are sent again, and only what has not answered', () => {
  held()
    .answers('reserve the goods', refused('out_of_stock'))
    .sends('payment.release')
    .sends('stock.release')
    .sends('delivery.cancel')
    .answers('hold the money', done())
    .crash({ kept: 'all' })
    .sends('stock.release')
    .sends('delivery.cancel')
    .crash()
    .sends('payment.release')
    .sends('stock.release')
    .sends('delivery.cancel');
});

test('a crash before the pivot has committed decides it again; after it, the saga only goes forward', () => {
  reserved()
    .crash({ kept: 'all' })
    .decides('confirm')
    .sends('payment.capture')
    .sends('stock.take')
    .sends('notify.tell');
  confirmed().crash({ late: true }).sends('payment.capture').sends('stock.take').sends('notify.tell');
});

test('a saga that begins with its pivot knows no deadline: late or not, it decides', () => {
  story(cancelOrder, anOrder).deadline().crash({ late: true }).decides('cancel').sends('payment.capture');
  story(cancelOrder, anOrder)
    .crash({ late: true })
    .decides('cancel', fault('away'))
    .deadline()
    .decides('cancel', refused('shipped'))
    .ends('refused', 'shipped');
});

test('a deadline that was noted while the pivot was decided turns the saga back when it is loaded', () => {
  reserved()
    .deadline()
    .crash({ kept: 'all', late: true })
    .sends('payment.release')
    .sends('stock.release')
    .sends('delivery.cancel');
});

test('what was parked stays parked after a crash', () => {
  const told = story(placeOrder, anOrder, { faults: 1 }).sends('payment.hold');
  told.answers('hold the money', fault('a')).crash({ kept: 'all' }).parks('hold the money').waits();
  told.retry().sends('payment.hold');
});
