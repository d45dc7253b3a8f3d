import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Facts, inFlight, unchanged } from '../../src/domain/facts.ts';
import { broken } from '../../src/domain/invariants.ts';

const saga = {
  id: 's',
  name: 'place-order',
  state: 'ended',
  ended: true,
  ageSeconds: 5,
  overdueSeconds: -25,
  updatedAt: '2026-11-23T00:00:00Z',
};
const lines = [{ product: 'p', quantity: 2 }];
const whole: Required<Facts> = {
  id: 'o',
  order: { user: 'u', status: 'confirmed', reason: null, total: 500, agreed: 500, lines, sagas: [saga] },
  payment: { state: 'captured', user: 'u', amount: 500, captured: 500, captures: 1, refunded: 0, refunds: 0 },
  stock: { state: 'taken', lines },
  delivery: { state: 'booked', courier: 'c', date: '2026-11-24' },
  notify: { messages: 1, confirmations: 1, cancellations: 0 },
};
const undone: Facts = {
  id: 'o',
  order: { ...whole.order, status: 'cancelled', reason: 'no_courier' },
  payment: { ...whole.payment, state: 'released', captured: 0, captures: 0 },
  stock: { state: 'released', lines },
  delivery: { state: 'refused', courier: null, date: null },
  notify: { messages: 1, confirmations: 0, cancellations: 1 },
};
/** Confirmed, and cancelled afterwards. */
const takenBack: Required<Facts> = {
  id: 'o',
  order: { ...undone.order!, sagas: [saga, { ...saga, id: 't', name: 'cancel-order' }] },
  payment: { ...whole.payment, state: 'refunded', refunded: 500, refunds: 1 },
  stock: { state: 'returned', lines },
  delivery: { state: 'cancelled', courier: 'c', date: '2026-11-24' },
  notify: { messages: 2, confirmations: 1, cancellations: 1 },
};

test('an order that is whole, one that is wholly undone, and one taken back break nothing', () => {
  assert.deepEqual(broken(takenBack), []);
  assert.deepEqual(broken(whole), []);
  assert.deepEqual(broken(undone), []);
  assert.deepEqual(broken({ id: 'o', order: { ...undone.order!, reason: 'price_changed', sagas: [] } }), []);
});

test('each part that is missing from a confirmed order is named', () => {
  for (const part of ['payment', 'stock', 'delivery', 'notify'] as const) {
    const { [part]: _, ...rest } = whole;
    assert.equal(broken(rest as Facts).length, 1, part);
  }
  assert.match(
    broken({ ...whole, payment: { ...whole.payment, captured: 499 } }).join(),
    /one capture of its total,the price charged/,
  );
  assert.match(
    broken({ ...whole, stock: { state: 'taken', lines: [{ product: 'p', quantity: 1 }] } }).join(),
    /goods taken/,
  );
});

test('anything left behind by a cancelled order is named', () => {
  for (const left of [
    { payment: { ...whole.payment, captures: 0, state: 'held' } },
    { stock: whole.stock },
    { delivery: whole.delivery },
  ]) {
    assert.match(broken({ ...undone, ...left }).join(), /nothing taken and nothing held/);
  }
});

test('whatever an order that was taken back has not got back is named, and nothing else', () => {
  const after = 'an order cancelled after confirmation has';
  const { payment, stock, notify } = takenBack;
  const cases: [Partial<Facts>, string[]][] = [
    [{ payment: { ...payment, refunded: 400 } }, [`${after} its capture refunded, once`]],
    [{ payment: { ...payment, refunds: 2 } }, [`${after} its capture refunded, once`]],
    [
      { payment: { ...payment, state: 'captured', refunded: 0, refunds: 0 } },
      [`${after} its capture refunded, once`],
    ],
    [
      { payment: { ...payment, captures: 0, captured: 0 } },
      [`${after} its capture refunded, once`, 'what is refunded is never more than was captured'],
    ],
    [{ stock: { ...stock, state: 'taken' } }, [`${after} its goods back`]],
    [{ stock: { ...stock, lines: [{ product: 'p', quantity: 1 }] } }, [`${after} its goods back`]],
    [{ delivery: whole.delivery }, [`${after} its courier free`]],
    [{ notify: whole.notify }, [`${after} one message of each`]],
    [{ notify: { ...notify, confirmations: 0, cancellations: 2 } }, [`${after} one message of each`]],
    [{ notify: { ...notify, messages: 3, cancellations: 2 } }, [`${after} one message of each`]],
  ];
  for (const [part, named] of cases) assert.deepEqual(broken({ ...takenBack, ...part }), named);
  const { payment: _, ...unpaid } = takenBack;
  assert.deepEqual(broken(unpaid), [`${after} its capture refunded, once`]);
  assert.deepEqual(broken({ id: 'o', payment }), ['every refund has its cause, and every cause its refund']);
  assert.match(broken({ ...whole, payment }).join(), /one capture of its total,every refund has its cause/);
  assert.match(broken({ ...whole, notify }).join(), /confirmed order has one message/);
});

test('money that went back in parts has its causes in both places, is told of, and is never too much', () => {
  const cause = { id: 'c', amount: 200, state: 'settled' };
  const refunds = [{ ...saga, id: 'r', name: 'refund-order' }];
  const parted = {
    ...whole,
    order: { ...whole.order, refunds: [cause], sagas: [saga, ...refunds] },
    payment: { ...whole.payment, refunded: 200, refunds: 1, causes: [{ cause: 'c', amount: 200 }] },
    notify: { ...whole.notify, messages: 2, refunds: 1 },
  };
  const { order, payment, notify } = parted;
  assert.deepEqual(broken(parted), []);
  const [same, most, told] = [
    'every refund has its cause, and every cause its refund',
    'what is refunded is never more than was captured',
    'every refund of an order that stands was settled and told of, once',
  ];
  const causes = (...amounts: number[]) => amounts.map((amount, at) => ({ cause: 'cde'[at]!, amount }));
  const cases: [Partial<Facts>, string[]][] = [
    [{ payment: { ...payment, causes: [] } }, [same]],
    [{ payment: { ...payment, causes: causes(199) } }, [same]],
    [{ payment: { ...payment, refunds: 2, causes: causes(200, 1) } }, [same]],
    [{ payment: { ...payment, causes: [{ cause: 'o', amount: 200 }] } }, [same]],
    [{ payment: { ...payment, refunded: 501 } }, [most]],
    [{ order: { ...order, refunds: [{ ...cause, state: 'requested' }] } }, [told]],
    [{ order: { ...order, sagas: [saga] } }, ['every refund that staff granted has its saga']],
    [{ notify: { ...notify, messages: 1, refunds: 0 } }, [told]],
    [{ notify: { ...notify, messages: 3, refunds: 2 } }, [told]],
  ];
  for (const [part, named] of cases)
    assert.deepEqual(broken({ ...parted, ...part }), named, JSON.stringify(part));

  const running = [saga, { ...saga, id: 'r', name: 'refund-order', state: 'running', ended: false }];
  const underWay = { ...order, refunds: [{ ...cause, state: 'requested' }], sagas: running };
  assert.deepEqual(broken({ ...parted, order: underWay, payment: whole.payment, notify: whole.notify }), []);

  const back = { ...takenBack.payment, refunds: 2, causes: [...causes(200), { cause: 'o', amount: 300 }] };
  const after = {
    ...takenBack,
    order: { ...takenBack.order, refunds: [cause], sagas: [...takenBack.order.sagas, ...refunds] },
    payment: back,
    notify: { ...takenBack.notify, messages: 3, refunds: 1 },
  };
  assert.deepEqual(broken(after), []);
  const once = 'an order cancelled after confirmation has its capture refunded, once';
  assert.deepEqual(broken({ ...after, payment: { ...back, refunds: 1, causes: causes(200) } }), [once]);
});

test('a cancellation under way is no failure, unless it has not even been decided long after its time', () => {
  const cancelling = { ...saga, id: 't', name: 'cancel-order', state: 'running', ended: false };
  const order = { ...whole.order, sagas: [saga, { ...cancelling, overdueSeconds: 61 }] };
  assert.deepEqual(broken({ ...whole, order }), ['every saga ends']);
  assert.deepEqual(broken({ ...whole, order: { ...order, sagas: [saga, cancelling] } }), []);
  assert.deepEqual(broken({ ...whole, order: { ...order, status: 'cancelled' } }), []);
});

test('what an order in flight has or lacks is no failure, unless it is stuck', () => {
  const running = { ...saga, ended: false, state: 'running' };
  const pending: Facts = {
    id: 'o',
    order: { ...whole.order, status: 'pending', sagas: [running] },
    payment: { ...whole.payment, state: 'held', captured: 0, captures: 0 },
  };
  assert.ok(inFlight(pending));
  assert.deepEqual(broken(pending), []);
  const late = (state: string) => ({
    ...pending,
    order: { ...pending.order!, sagas: [{ ...running, state, overdueSeconds: 61 }] },
  });
  assert.deepEqual(broken(late('running')), ['every saga ends']);
  assert.deepEqual(broken(late('parked')), []);
});

test('a hold that no order knows of is an orphan', () => {
  assert.deepEqual(
    broken({ id: 'o', payment: { ...whole.payment, state: 'held', captures: 0, captured: 0 } }),
    ['no orphan hold, reservation or booking'],
  );
  assert.deepEqual(
    broken({ id: 'o', payment: { ...whole.payment, state: 'released', captures: 0, captured: 0 } }),
    [],
  );
});

test('an order has moved when its status, its sagas or their times differ', () => {
  const { order } = whole;
  assert.ok(unchanged(order, structuredClone(order)));
  assert.ok(unchanged(undefined, undefined));
  assert.ok(!unchanged(undefined, order));
  assert.ok(!unchanged(order, { ...order, status: 'cancelled' }));
  assert.ok(!unchanged(order, { ...order, sagas: [{ ...saga, updatedAt: 'later' }] }));
});
