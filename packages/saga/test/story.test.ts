import assert from 'node:assert/strict';
import { test } from 'node:test';
import { done, fault, refused } from '../src/message.ts';
import { statusOf } from '../src/state.ts';
import { story } from '../src/testing.ts';
import { begun, confirmed, held, reserved } from './beginnings.ts';
import { anOrder, cancelOrder, placeOrder } from './example.ts';

test('an order goes through: each stage follows the one before, and replies are kept', () => {
  confirmed()
    .answers('capture the money', done())
    .answers('take the goods', done())
    .waits()
    .answers('tell the customer', done())
    .ends('completed');
});

test('a refusal undoes every step of this stage and of those before, the refused one too, and at once', () => {
  held()
    .answers('reserve the goods', refused('out_of_stock', { product: 'tea' }))
    .sends('payment.release', { why: 'out_of_stock' })
    .sends('stock.release', {})
    .sends('delivery.cancel')
    .answers('reserve the goods', done())
    .answers('hold the money', done())
    .answers('book a courier', done())
    .decides('cancel')
    .sends('notify.tell', { text: 'out_of_stock' })
    .answers('tell the customer why', done())
    .ends('refused', 'out_of_stock');
});

test('a refusal of the first step undoes only that one: what was not begun was not sent', () => {
  begun()
    .answers('hold the money', refused('insufficient_funds'))
    .sends('payment.release')
    .answers('hold the money', done())
    .decides('cancel')
    .sends('notify.tell')
    .answers('tell the customer why', done())
    .ends('refused', 'insufficient_funds');
});

test('the reply of a do that comes while it is being undone is noted, and changes nothing else', () => {
  const told = held()
    .answers('reserve the goods', refused('out_of_stock'))
    .sends('payment.release')
    .sends('stock.release')
    .sends('delivery.cancel')
    .answers('book a courier', done({ date: 'x' }), 'do')
    .waits()
    .answers('book a courier', refused('no_courier'), 'do')
    .noAnswer('reserve the goods', 'do')
    .answers('reserve the goods', fault('late'), 'do')
    .waits();
  const line = told.state.steps.find((step) => step.name === 'book a courier' && step.phase === 'do');
  assert.equal(line?.status, 'done');
  const refusedOne = told
    .answers('reserve the goods', done(), 'do')
    .state.steps.find((step) => step.reply?.kind === 'refused');
  assert.equal(refusedOne?.name, 'reserve the goods', 'the first final reply stays');
  assert.deepEqual(told.state.data, anOrder);
  assert.equal(told.state.reason?.code, 'out_of_stock');
});

test('a do without an answer is sent again, and any of its attempts may be the one that answers', () => {
  begun()
    .noAnswer('hold the money')
    .sends('payment.hold', { user: 'alice', amount: 500 })
    .noAnswer('hold the money')
    .sends('payment.hold')
    .answers('hold the money', done())
    .sends('stock.reserve')
    .sends('delivery.book');
});

test('the deadline turns a saga back before its pivot', () => {
  held()
    .deadline()
    .sends('payment.release', { why: 'timed_out' })
    .sends('stock.release')
    .sends('delivery.cancel')
    .deadline()
    .waits()
    .answers('hold the money', done())
    .answers('reserve the goods', done())
    .answers('book a courier', done())
    .decides('cancel')
    .sends('notify.tell')
    .deadline()
    .answers('tell the customer why', done())
    .ends('refused', 'timed_out');
});

test('the deadline does nothing while the pivot is being decided, nor after it', () => {
  reserved().deadline().decides('confirm').sends('payment.capture').sends('stock.take').sends('notify.tell');
  confirmed().deadline().waits();
});

test('a pivot that fails after the deadline has passed turns the saga back', () => {
  reserved()
    .deadline()
    .decides('confirm', fault('no'))
    .sends('payment.release', { why: 'timed_out' })
    .sends('stock.release')
    .sends('delivery.cancel');
});

test('a refused pivot turns the saga back with its code', () => {
  reserved()
    .decides('confirm', refused('cancelled_by_customer'))
    .sends('payment.release', { why: 'cancelled_by_customer' })
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

test('after the pivot a refusal is a fault: it has to be done', () => {
  confirmed()
    .answers('take the goods', refused('out_of_stock'))
    .sends('stock.take')
    .answers('take the goods', done());
});

test('a refused undo is a fault: it has to be done', () => {
  begun()
    .answers('hold the money', refused('no'))
    .sends('payment.release')
    .answers('hold the money', refused('never'))
    .sends('payment.release')
    .answers('hold the money', done())
    .decides('cancel');
});

test('ten answered faults park a step, an operator sends it again, and then it has ten more', () => {
  const told = confirmed();
  for (let count = 0; count < 2; count++) {
    for (let index = 0; index < 9; index++)
      told.answers('take the goods', fault('broken')).sends('stock.take');
    told.answers('take the goods', fault('broken')).parks('take the goods').waits();
    told.retry('tell the customer').waits().retry().sends('stock.take');
  }
  told
    .answers('take the goods', done())
    .answers('capture the money', done())
    .answers('tell the customer', done());
  told.ends('completed');
});

test('a parked undo holds the saga until an operator helps', () => {
  const told = story(placeOrder, anOrder, { faults: 2 }).sends('payment.hold');
  told.answers('hold the money', refused('no')).sends('payment.release');
  told.answers('hold the money', fault('a')).sends('payment.release').answers('hold the money', fault('b'));
  told.parks('hold the money').waits().retry('hold the money').sends('payment.release');
  told.answers('hold the money', done()).decides('cancel');
});

test('a do parked before the pivot waits for the deadline, which undoes it', () => {
  const told = story(placeOrder, anOrder, { faults: 1 }).sends('payment.hold');
  told.answers('hold the money', fault('a')).parks('hold the money').waits();
  told.deadline().sends('payment.release');
  assert.equal(statusOf(told.state), 'running', 'nobody has to help what is being undone');
  told.answers('hold the money', done()).decides('cancel');
});

test('the answer to an earlier attempt still counts when the step is parked', () => {
  const told = story(placeOrder, anOrder, { faults: 1 }).sends('payment.hold');
  told.answers('hold the money', fault('a')).parks('hold the money').answers('hold the money', done());
  told.sends('stock.reserve').sends('delivery.book');
});

test('a decision that fails is made again, and parked in the end', () => {
  const told = story(placeOrder, anOrder, { faults: 2 }).sends('payment.hold');
  told.answers('hold the money', refused('no')).sends('payment.release').answers('hold the money', done());
  told.decides('cancel', fault('a')).decides('cancel', refused('b')).parks('cancel the order').waits();
  told.retry().decides('cancel').sends('notify.tell');
});

test('a saga whose first stage is its pivot has nothing to undo', () => {
  story(cancelOrder, anOrder)
    .decides('cancel', refused('not_cancellable'))
    .ends('refused', 'not_cancellable');
  story(cancelOrder, anOrder)
    .decides('cancel')
    .sends('payment.capture')
    .answers('refund', done())
    .ends('completed');
});

test('a story fails with what happened so far', () => {
  const failing: [() => unknown, RegExp][] = [
    [
      () => held().answers('book a courier', done()).sends('x.y'),
      /expected it to send x\.y, but nothing is sent/,
    ],
    [
      () => begun().answers('hold the money', done()).waits(),
      /it sends stock\.reserve \(do 'reserve the goods'\) and/,
    ],
    [
      () => begun().sends('payment.hold'),
      /The story so far:\n {2}place-order begins.*\n {2}sends payment\.hold$/s,
    ],
    [
      () => story(placeOrder, anOrder).answers('hold the money', done()),
      /nothing else was expected, but it sends/,
    ],
    [
      () => story(placeOrder, anOrder).sends('payment.hold', { amount: 1 }),
      /to carry \{"amount":1\}, but it carries/,
    ],
    [() => begun().answers('take the goods', done()), /'take the goods' answers, but it was never asked/],
    [() => begun().decides('confirm'), /expected the decision 'confirm', but none is due/],
    [() => begun().ends('completed'), /expected the end 'completed', but it is not at its end/],
    [() => begun().parks('hold the money'), /to be parked, but it is sent/],
  ];
  for (const [tell, message] of failing) assert.throws(tell, { message });
});

test('an operator turns a saga back before its pivot: all is undone, also what only another runner may have sent', () => {
  const told = story(placeOrder, anOrder, { faults: 1 }).sends('payment.hold');
  told.answers('hold the money', fault('a')).parks('hold the money');
  told.turnBack('cancelled_by_shop').sends('payment.release').sends('stock.release').sends('delivery.cancel');
  for (const step of ['hold the money', 'reserve the goods', 'book a courier'])
    told.answers(step, done(), 'undo');
  told.decides('cancel').sends('notify.tell').answers('tell the customer why', done());
  told.ends('refused', 'cancelled_by_shop');
});

test('an operator turns nothing back that is past its pivot, is undone already, or has ended', () => {
  const past = confirmed();
  const { state } = past;
  assert.equal(past.turnBack('cancelled_by_shop').state, state);
  const undone = begun().answers('hold the money', refused('no')).sends('payment.release');
  const going = undone.state;
  assert.equal(undone.turnBack('cancelled_by_shop').state, going);
});
