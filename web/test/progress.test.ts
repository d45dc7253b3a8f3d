import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Order, Saga } from '../app/shop/api-types.ts';
import { isUnderWay, moneyTold, stagesOf } from '../app/shop/progress.ts';

const AT = '2030-05-01T10:00:00.000Z';

const STEP = {
  saga: 's',
  sagaId: 'i',
  name: 'in any words',
  attempts: 1,
  reply: null,
  startedAt: AT,
  endedAt: AT,
};
type Key = NonNullable<Saga['steps'][number]['key']>;

function order(status: Order['status'], reason?: string): Order {
  const total = { amount: 100, currency: 'RUB' };
  const base = {
    id: 'o',
    number: '100001',
    userId: 'u',
    status,
    money: 'paid' as const,
    goods: 'none' as const,
    return: 'none' as const,
    lines: [],
    total,
    deliveryDate: null,
    createdAt: AT,
  };
  return { ...base, ...(reason && { reason }) };
}

/** A saga by its steps' keys: `hold-money: done`, and `undo` before it for what was taken back. */
function saga(steps: string[], state = 'ended'): Saga {
  const read = steps.map((text): Saga['steps'][number] => {
    const [, undo, key = '', status = ''] = /^(undo )?(.+): (\w+)$/.exec(text) ?? [];
    const phase = undo ? 'undo' : 'do';
    return { ...STEP, key: key as Key, phase, status, state: 'done' };
  });
  return { id: 'i', name: 'place-order', state, outcome: null, definition: null, steps: read, sagas: [] };
}

const told = (one: Order, its: Saga | null) =>
  stagesOf(one, its).map(({ text, standing }) => `${text}: ${standing}`);
const HELD = ['hold-money: done', 'reserve-goods: done', 'book-courier: done'];

test('an order without steps says that it was received, and nothing that nobody knows', () => {
  assert.deepEqual(told(order('pending'), null), ['stage.received: done']);
});

test('an order under way says what is done, what happens now, and what is to come', () => {
  const its = saga(['hold-money: done', 'reserve-goods: sent'], 'running');
  assert.deepEqual(told(order('pending'), its), [
    'stage.received: done',
    'stage.money: done',
    'stage.goods: doing',
    'stage.courier: waiting',
    'stage.paid: waiting',
    'stage.shipped: waiting',
  ]);
  assert.equal(moneyTold(order('pending'), its), 'money.pending');
  assert.ok(isUnderWay(order('pending'), its));
});

test('a confirmed order is under way until it is paid, and says so', () => {
  const taking = saga([...HELD, 'capture-money: sent'], 'running');
  assert.equal(moneyTold(order('confirmed'), taking), 'money.beingPaid');
  assert.ok(isUnderWay(order('confirmed'), taking));
  const paid = saga([...HELD, 'capture-money: done']);
  assert.equal(moneyTold(order('confirmed'), paid), 'money.paid');
  assert.equal(moneyTold(order('shipped'), null), 'money.paid');
  assert.ok(!isUnderWay(order('confirmed'), paid));
  assert.equal(told(order('shipped'), paid).at(-1), 'stage.shipped: done');
  assert.equal(told(order('delivered'), paid).at(-1), 'stage.delivered: done');
  assert.equal(told(order('returned'), paid).at(-1), 'stage.returned: done');
});

test('what was delivered shows the photo that was taken last, and what has none shows none', () => {
  const act = { act: 'delivery' as const, at: AT, receivedAt: AT };
  const parcel = (acts: object[]) => ({ ...order('delivered'), shipments: [{ acts }] }) as unknown as Order;
  const photo = (acts: object[]) => stagesOf(parcel(acts), saga(HELD)).at(-1)!.photo;
  assert.equal(photo([{ ...act, photoUrl: '/1' }, { ...act, photoUrl: '/2' }, act]), '/2');
  assert.equal(photo([act, { ...act, act: 'handover', photoUrl: '/1' }]), undefined);
});

test('too little money: that could not be had, and nothing else was tried', () => {
  const its = saga(['hold-money: refused', 'undo hold-money: done']);
  assert.deepEqual(told(order('cancelled', 'insufficient_funds'), its), [
    'stage.received: done',
    'stage.money: refused',
  ]);
  assert.equal(moneyTold(order('cancelled', 'insufficient_funds'), its), 'money.untouched');
});

test('what was had before a refusal is told as given back, and until then as being given back', () => {
  const steps = ['hold-money: done', 'reserve-goods: refused', 'book-courier: done'];
  const back = saga([...steps, 'undo hold-money: sent', 'undo book-courier: done'], 'running');
  assert.deepEqual(told(order('cancelled', 'out_of_stock'), back), [
    'stage.received: done',
    'stage.money.undone: undoing',
    'stage.goods: refused',
    'stage.courier.undone: undone',
  ]);
  assert.equal(moneyTold(order('cancelled', 'out_of_stock'), back), 'money.beingFreed');
});

test('out of time: what was had is given back, what never answered is not told as refused', () => {
  const steps = ['hold-money: done', 'reserve-goods: sent', 'book-courier: done'];
  const undone = ['undo hold-money: done', 'undo reserve-goods: done', 'undo book-courier: done'];
  const its = saga([...steps, ...undone]);
  assert.deepEqual(told(order('cancelled', 'timed_out'), its), [
    'stage.received: done',
    'stage.money.undone: undone',
    'stage.courier.undone: undone',
  ]);
  assert.equal(moneyTold(order('cancelled', 'timed_out'), its), 'money.untouched');
});

test('a paid order that is cancelled tells what is given back, and says so of the money when it is', () => {
  for (const reason of ['cancelled_by_customer', 'cancelled_by_shop']) {
    const paid = [...HELD, 'capture-money: done', 'return-goods: done', 'free-courier: done'];
    const giving = saga([...paid, 'refund-money: sent'], 'running');
    assert.equal(moneyTold(order('cancelled', reason), giving), 'money.beingRefunded');
    const given = saga([...paid, 'refund-money: done']);
    assert.equal(moneyTold(order('cancelled', reason), given), 'money.refunded');
    assert.deepEqual(told(order('cancelled', reason), given).slice(-3), [
      'stage.refund: done',
      'stage.putBack: done',
      'stage.free: done',
    ]);
  }
});

test('of an order process of the release before, which tells no keys, steps are known by their names', () => {
  const named = (name: string, status: string) => ({ ...STEP, name, phase: 'do', status });
  const steps = [named('hold the money', 'done'), named('reserve the goods', 'sent'), named('new', 'sent')];
  const its = { ...saga([], 'running'), steps } as Saga;
  assert.deepEqual(told(order('pending'), its).slice(0, 4), [
    'stage.received: done',
    'stage.money: done',
    'stage.goods: doing',
    'stage.courier: waiting',
  ]);
});
