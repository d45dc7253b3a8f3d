import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Advance, advance } from '../src/advance.ts';
import type { SagaDefinition } from '../src/definition.ts';
import { done, fault, type Reply, refused } from '../src/message.ts';
import { initialState, type SagaEvent, type SagaState } from '../src/state.ts';
import { anOrder, cancelOrder, placeOrder, throwing } from './example.ts';

const AT = '2026-01-01T00:00:00.000Z';
const DIRECTIONS = ['forward', 'back', 'refused'];

const reply: fc.Arbitrary<Reply> = fc.oneof(
  { weight: 4, arbitrary: fc.constant(done()) },
  { weight: 1, arbitrary: fc.constant(refused('out_of_stock')) },
  { weight: 1, arbitrary: fc.constant(fault('broken')) },
);

/** Mostly an answer to something under way (`pick` chooses), sometimes anything about any step, known or not. */
const happening = fc.record({
  type: fc.constantFrom<SagaEvent['type']>(
    'reply',
    'reply',
    'reply',
    'decided',
    'decided',
    'unanswered',
    'deadline',
    'retry',
    'turn-back',
    'begin',
    'resume',
  ),
  pick: fc.nat(20),
  anything: fc.nat(9),
  reply,
});
type Happening = typeof happening extends fc.Arbitrary<infer H> ? H : never;

function eventFrom(
  definition: SagaDefinition,
  state: SagaState,
  { type, pick, anything, reply }: Happening,
): SagaEvent {
  const open = state.steps.filter((step) => step.status === 'sent' || step.status === 'parked');
  const names = [...definition.places.keys(), 'nobody knows this step'];
  const line = anything > 0 ? open[pick % open.length] : undefined;
  const step = line?.name ?? names[pick % names.length]!;
  const phase = line?.phase ?? (pick % 2 === 0 ? 'do' : 'undo');
  const stale = anything === 1 ? { attempt: pick } : {};
  if (type === 'reply') return { type, at: AT, step, phase, reply, ...stale };
  if (type === 'unanswered') return { type, at: AT, step, phase, ...stale };
  if (type === 'decided') return { type, at: AT, step, reply };
  if (type === 'retry') return anything > 5 ? { type, at: AT } : { type, at: AT, step };
  if (type === 'turn-back') return { type, at: AT, reason: { code: 'unwanted' } };
  if (type === 'resume') return { type, at: AT, late: pick % 3 === 0 };
  return { type, at: AT };
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) freeze(part);
  }
  return value;
}

/** Its own answer, and what comes with a take-over, after which that answer is not saved any more. */
const MAY_TURN: ReadonlySet<SagaEvent['type']> = new Set(['decided', 'resume', 'turn-back']);

function check(
  definition: SagaDefinition,
  before: SagaState,
  event: SagaEvent,
  step: Advance,
  sent: Set<string>,
): void {
  const { state } = step;
  if (state === before) assert.deepEqual([step.sends, step.save, step.decide], [[], 'none', undefined]);
  else assert.ok(!before.ended, 'nothing changes after the end');
  assert.deepEqual(JSON.parse(JSON.stringify(state)), state, 'a state survives JSON');
  assert.equal(step.ended, state.ended !== undefined);
  const [from, to] = [DIRECTIONS.indexOf(before.going), DIRECTIONS.indexOf(state.going)];
  assert.ok(to >= from, 'it never goes forward after turning back');
  if (to === from) assert.ok(state.stage >= before.stage, 'stages follow one another');
  if (to > from || (state.ended && !before.ended))
    assert.equal(step.save, 'wait', 'turning and ending are waited for');
  if (step.decide) assert.equal(step.save, 'wait');
  const deciding = before.steps.some((line) => line.name === 'confirm the order' && line.status === 'sent');
  if (deciding && before.going === 'forward' && !MAY_TURN.has(event.type)) {
    assert.equal(state.going, 'forward', 'only its own answer turns a saga back while the pivot is decided');
  }
  for (const send of step.sends) {
    const place = definition.places.get(send.step)!;
    if (send.phase === 'do') sent.add(send.step);
    if (send.phase === 'undo') {
      assert.equal(state.going, 'back');
      assert.ok(before.going === 'back' || step.save === 'wait', 'no undo leaves before the turn is saved');
      assert.ok(place.beforePivot);
    } else assert.equal(state.going, place.list === 'stages' ? 'forward' : 'refused');
    assert.equal(send.expires, send.phase === 'do' && place.beforePivot);
  }
  if (state.going !== 'forward') checkUndoing(definition, before, state, sent);
}

/** What holds once a saga has turned back. */
function checkUndoing(
  definition: SagaDefinition,
  before: SagaState,
  state: SagaState,
  sent: Set<string>,
): void {
  const pivot = definition.stages[definition.pivot]![0]!.say;
  assert.ok(!state.steps.some((line) => line.name === pivot && line.status === 'done'), 'the pivot is final');
  const parked = state.steps.filter((line) => line.status === 'parked' && line.phase === 'do');
  for (const { name } of parked)
    assert.equal(definition.places.get(name)?.list, 'refused', 'it helps nobody');
  const undone = state.steps.filter((line) => line.phase === 'undo').map((line) => line.name);
  for (const { say } of definition.undoable) {
    if (sent.has(say) || (state.loaded && before.going === 'forward'))
      assert.ok(undone.includes(say), `${say} may have been sent and is undone`);
  }
  assert.equal(new Set(undone).size, undone.length, 'nothing is undone twice over');
}

for (const definition of [placeOrder, cancelOrder, throwing]) {
  test(`advance is pure and total, and keeps its rules, for any events in any order: ${definition.name}`, () => {
    fc.assert(
      fc.property(
        fc.array(happening, { maxLength: 60 }),
        fc.integer({ min: 1, max: 4 }),
        (happenings, faults) => {
          const sent = new Set<string>();
          let state = freeze(initialState(anOrder)) as SagaState;
          const begin: SagaEvent = { type: 'begin', at: AT };
          for (const event of [begin, ...happenings]) {
            const now = 'pick' in event ? eventFrom(definition, state, event) : event;
            const step = freeze(advance(definition, state, freeze(now), { faults }));
            assert.deepEqual(
              advance(definition, state, now, { faults }),
              step,
              'the same again gives the same',
            );
            check(definition, state, now, step, sent);
            state = step.state;
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });
}

test('every saga ends once its participants answer, from wherever random events have brought it', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 30 }), (happenings) => {
      let state = advance(placeOrder, initialState(anOrder), { type: 'begin', at: AT }).state;
      for (const one of happenings)
        state = advance(placeOrder, state, eventFrom(placeOrder, state, one)).state;
      for (let turns = 0; turns < 30 && !state.ended; turns++) {
        state = advance(placeOrder, state, { type: 'retry', at: AT }).state;
        const phase = state.going === 'back' ? 'undo' : 'do';
        for (const { name, status } of state.steps) {
          if (status !== 'sent') continue;
          state = advance(placeOrder, state, {
            type: 'reply',
            at: AT,
            step: name,
            phase,
            reply: done(),
          }).state;
          state = advance(placeOrder, state, { type: 'decided', at: AT, step: name, reply: done() }).state;
        }
      }
      assert.ok(state.ended);
    }),
    { numRuns: 1_000 },
  );
});

test('a state of another definition changes nothing', () => {
  const strange: SagaState = {
    ...initialState({}),
    stage: 7,
    steps: [{ name: 'x', phase: 'do', status: 'sent', attempts: 1, startedAt: AT, endedAt: null }],
  };
  assert.equal(
    advance(placeOrder, strange, { type: 'reply', at: AT, step: 'x', phase: 'do', reply: done() }).state,
    strange,
  );
});

test('a body that cannot be built is a fault of its step: tried again, then parked, and undone in the end', () => {
  let step = advance(throwing, initialState(anOrder), { type: 'begin', at: AT });
  assert.equal(step.sends[0]?.broken, 'body: no body');
  step = advance(throwing, step.state, {
    type: 'reply',
    at: AT,
    step: 'hold the money',
    phase: 'do',
    reply: fault('body'),
  });
  assert.deepEqual([step.sends[0]?.attempt, step.sends[0]?.backOff], [2, true]);
});
