import assert from 'node:assert/strict';
import { test } from 'node:test';
import { advance } from '@sagashop/saga/advance';
import { defineSaga } from '@sagashop/saga/define';
import { commandType, done, fault, type Reply, refused } from '@sagashop/saga/message';
import { initialState, type SagaEvent } from '@sagashop/saga/state';
import { Type } from 'typebox';
import { drawSaga, stepsOf } from '../../src/sagas/draw-saga.ts';
import { timelineOf } from '../../src/sagas/timeline.ts';

const at = '2030-05-01T10:00:00.000Z';
const sent = (name: string) => commandType(`one.${name}`, Type.Object({}));
const order = { user: 'u', number: '1', total: 1, currency: 'EUR', language: 'en', lines: [], date: null };

/** As an order is placed, in the steps that these tests are about: what else it does is no matter here. */
const placing = defineSaga<typeof order>((step) => ({
  name: 'place-order',
  version: 99,
  stages: [
    step({ key: 'hold-money', say: 'hold the money', send: sent('hold'), undo: sent('release') }),
    [
      step({ key: 'reserve-goods', say: 'reserve the goods', send: sent('reserve'), undo: sent('put-back') }),
      step({ key: 'book-courier', say: 'book a courier', send: sent('book'), undo: sent('cancel') }),
    ],
    { key: 'confirm', say: 'confirm the order', decide: 'confirm', pivot: true },
    [
      step({ key: 'capture-money', say: 'capture the money', send: sent('capture') }),
      step({ key: 'take-goods', say: 'take the goods', send: sent('take') }),
      step({ key: 'tell-customer', say: 'tell the customer', send: sent('tell') }),
    ],
  ],
  refused: [
    { key: 'cancel', say: 'cancel the order', decide: 'cancel' },
    step({ key: 'tell-why', say: 'tell the customer why', send: sent('tell') }),
  ],
}));

type Said = [step: string, phase: 'do' | 'undo', reply: Reply];

/** The states of all steps by their keys, after these replies; of null ones nothing. */
function after(said: readonly Said[], limits = { faults: 2 }): Record<string, string> {
  const replies = said.map(([step, phase, reply]): SagaEvent => {
    const decision = step === 'confirm the order' || step === 'cancel the order';
    return decision ? { type: 'decided', at, step, reply } : { type: 'reply', at, step, phase, reply };
  });
  let state = initialState(order);
  for (const event of [{ type: 'begin', at } as const, ...replies])
    state = advance(placing, state, event, limits).state;
  const steps = stepsOf(drawSaga(placing, state));
  return Object.fromEntries(steps.flatMap((step) => (step.state ? [[step.key, step.state]] : [])));
}

const held: Said = ['hold the money', 'do', done()];
const booked: Said = ['book a courier', 'do', done({ date: '2030-05-02' })];

test('a saga that has begun is drawn to its end: what is under way, and all that is to come', () => {
  assert.deepEqual(after([]), {
    'hold-money': 'running',
    'reserve-goods': 'to_come',
    'book-courier': 'to_come',
    confirm: 'to_come',
    'capture-money': 'to_come',
    'take-goods': 'to_come',
    'tell-customer': 'to_come',
  });
});

test('a step that was answered with a fault waits to be tried again, and is parked when that was too often', () => {
  const broken: Said = ['reserve the goods', 'do', fault('?')];
  assert.equal(after([held, broken])['reserve-goods'], 'waiting');
  assert.equal(after([held, broken, broken])['reserve-goods'], 'parked');
});

test('a refusal turns the saga back: steps are undone, those behind the pivot do not come any more', () => {
  const short: Said = ['reserve the goods', 'do', refused('out_of_stock')];
  const states = after([held, booked, short]);
  assert.deepEqual(states, {
    'hold-money': 'undoing',
    'reserve-goods': 'refused',
    'book-courier': 'undoing',
    cancel: 'to_come',
    'tell-why': 'to_come',
  });
  const undone = ['hold the money', 'reserve the goods', 'book a courier'].map(
    (step): Said => [step, 'undo', done()],
  );
  const end: Said[] = [
    ['cancel the order', 'do', done()],
    ['tell the customer why', 'do', done()],
  ];
  assert.deepEqual(after([held, booked, short, ...undone, ...end]), {
    'hold-money': 'undone',
    'reserve-goods': 'refused',
    'book-courier': 'undone',
    cancel: 'done',
    'tell-why': 'done',
  });
});

test('an order that never had a saga is told with the saga that it would have had', () => {
  const { id, definition, steps, sagas } = timelineOf([]);
  assert.deepEqual([id, definition?.name, steps, sagas], [null, 'place-order', [], []]);
  assert.ok(definition!.stages.flat().every(({ state }) => state === null));
});
