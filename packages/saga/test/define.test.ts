import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defineSaga } from '../src/define.ts';
import type { StepMaker, WrittenSaga } from '../src/definition.ts';
import { cancelOrder, type Order, payment, placeOrder, stock } from './example.ts';

const pivot = { key: 'confirm', say: 'confirm', decide: 'confirm', pivot: true } as const;

function refusal(write: (step: StepMaker<Order>) => Partial<WrittenSaga<Order>>): string {
  try {
    defineSaga<Order>((step) => ({ name: 'saga', version: 1, stages: [pivot], refused: [], ...write(step) }));
  } catch (error) {
    return (error as Error).message;
  }
  return 'accepted';
}

test('a saga knows its pivot, what comes before it, and where each step stands', () => {
  assert.equal(placeOrder.pivot, 2);
  assert.deepEqual(
    placeOrder.undoable.map((step) => step.say),
    ['hold the money', 'reserve the goods', 'book a courier'],
  );
  assert.equal(placeOrder.places.get('take the goods')?.beforePivot, false);
  assert.equal(placeOrder.places.get('tell the customer why')?.list, 'refused');
});

test('the pivot may be the first stage', () => {
  assert.equal(cancelOrder.pivot, 0);
  assert.deepEqual(cancelOrder.undoable, []);
});

test('a saga that could not be run safely is refused at start-up, in a sentence that names the step', () => {
  const hold = { key: 'hold', say: 'hold', send: payment.capture } as const;
  const expected: [string, string][] = [
    [refusal(() => ({})), 'accepted'],
    [
      refusal(() => ({ name: 'Place order' })),
      "Saga 'Place order': its name must be lower-case words with hyphens.",
    ],
    [refusal(() => ({ version: 0 })), 'Saga saga: its version must be a positive integer.'],
    [refusal(() => ({ version: 1.5 })), 'Saga saga: its version must be a positive integer.'],
    [refusal(() => ({ stages: [] })), 'Saga saga: it has no pivot among its stages.'],
    [refusal(() => ({ stages: [[], pivot] })), 'Saga saga: it has a stage without steps.'],
    [
      refusal(() => ({ stages: [pivot, { ...pivot, key: 'again', say: 'again' }] })),
      "Saga saga: 'confirm' and 'again' are both pivots, but it must have exactly one.",
    ],
    [refusal(() => ({ refused: [pivot], stages: [pivot] })), "Saga saga: two steps are called 'confirm'."],
    [
      refusal(() => ({ refused: [{ ...pivot, key: 'again', say: 'again' }] })),
      "Saga saga: 'again' is done after a refusal and cannot be a pivot.",
    ],
    [
      refusal(() => ({ refused: [{ key: 'Two words', say: 'x', decide: 'x' }] })),
      "Saga saga: the key 'Two words' must be lower-case words with hyphens.",
    ],
    [
      refusal(() => ({ refused: [{ key: 'confirm', say: 'x', decide: 'x' }] })),
      "Saga saga: two steps have the key 'confirm'.",
    ],
    [
      refusal(() => ({ refused: [{ key: 'blank', say: ' ', decide: 'x' }] })),
      'Saga saga: it has a step without a name.',
    ],
    [
      refusal((step) => ({ stages: [step(hold), pivot] })),
      "Saga saga: 'hold' is before the pivot and has no undo.",
    ],
    [
      refusal((step) => ({ stages: [pivot, step({ ...hold, undo: payment.release })] })),
      "Saga saga: 'hold' is after the pivot and must have no undo.",
    ],
    [
      refusal((step) => ({ refused: [step({ ...hold, undo: payment.release })] })),
      "Saga saga: 'hold' is done after a refusal and must have no undo.",
    ],
    [
      refusal(() => ({ stages: [{ key: 'early', say: 'early', decide: 'x' }, pivot] })),
      "Saga saga: the decision 'early' is before the pivot, where it could not be undone.",
    ],
    [
      refusal((step) => ({ stages: [[pivot, step(hold)]] })),
      "Saga saga: the decision 'confirm' must be alone in its stage.",
    ],
    [
      refusal((step) => ({
        stages: [pivot, step(hold), step({ ...hold, key: 'hold-again', say: 'hold again' })],
      })),
      "Saga saga: 'hold' and 'hold again' both send payment.capture, which is done once an order.",
    ],
  ];
  for (const [found, wanted] of expected) assert.equal(found, wanted);
});

test('bodies are checked against the schemas of their commands by the compiler', () => {
  defineSaga<Order>((step) => ({
    name: 'typed',
    version: 1,
    stages: [
      step({
        key: 'a',
        say: 'a',
        send: payment.hold,
        // @ts-expect-error: the amount is an integer
        body: (d) => ({ user: d.user, amount: 'x' }),
        undo: payment.release,
      }),
      // @ts-expect-error: a body that needs something cannot be left out
      step({ key: 'b', say: 'b', send: stock.reserve, undo: stock.release }),
      { ...pivot, keep: (d) => ({ ...d, deliveryDate: 'soon' }) },
    ],
    refused: [],
  }));
});
