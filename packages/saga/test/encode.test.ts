import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeState, encodeState } from '../src/encode.ts';
import type { Reply } from '../src/message.ts';
import { initialState, type SagaState, type StepState } from '../src/state.ts';

const time = fc
  .integer({ min: Date.parse('2026-01-01'), max: Date.parse('2030-01-01') })
  .map((ms) => new Date(ms).toISOString());
const reply = fc.oneof(
  fc.constant<Reply>({ kind: 'done' }),
  fc.constant<Reply>({ kind: 'done', body: { date: '2026-11-24' } }),
  fc.constant<Reply>({ kind: 'refused', code: 'out_of_stock', detail: { products: ['p'] } }),
  fc.constant<Reply>({ kind: 'fault', message: 'a "quoted" one\n' }),
);
const step: fc.Arbitrary<StepState> = fc
  .record(
    {
      name: fc.string(),
      phase: fc.constantFrom('do' as const, 'undo' as const),
      status: fc.constantFrom('sent' as const, 'done' as const, 'refused' as const, 'parked' as const),
      attempts: fc.integer({ min: 1, max: 30 }),
      faults: fc.integer({ min: 1, max: 10 }),
      reply,
      startedAt: time,
      endedAt: fc.option(time),
    },
    { requiredKeys: ['name', 'phase', 'status', 'attempts', 'startedAt', 'endedAt'] },
  )
  .map((value) => value as StepState);
const state = fc
  .record(
    {
      data: fc.jsonValue().map((value) => value as unknown),
      going: fc.constantFrom('forward' as const, 'back' as const, 'refused' as const),
      stage: fc.nat(5),
      reason: fc.constant({ code: 'no_courier' }),
      loaded: fc.constant(true as const),
      ended: fc.constantFrom('completed' as const, 'refused' as const),
      steps: fc.array(step, { maxLength: 9 }),
    },
    { requiredKeys: ['data', 'going', 'stage', 'steps'] },
  )
  .map((value) => JSON.parse(JSON.stringify(value)) as SagaState);

test('any state comes back from the log as it went in', () => {
  fc.assert(fc.property(state, (value) => assert.deepEqual(decodeState(encodeState(value)), value)));
  assert.deepEqual(decodeState(encodeState(initialState({ a: 1 }))), initialState({ a: 1 }));
});

test('a step without anything to tell takes its name and two numbers', () => {
  const plain: StepState = {
    name: 'hold the money',
    phase: 'do',
    status: 'done',
    attempts: 1,
    reply: { kind: 'done' },
    startedAt: '2026-11-23T05:00:00.000Z',
    endedAt: '2026-11-23T05:00:00.012Z',
  };
  assert.match(encodeState({ ...initialState(null), steps: [plain] }), /\["hold the money",0,12\]/);
});
