import { type Advance, advance, type Limits } from './advance.ts';
import type { SagaDefinition } from './definition.ts';
import { done, type Reply } from './message.ts';
import { indexOfStep, initialState, type Phase, type SagaEvent, type SagaState } from './state.ts';
import {
  expectEnd,
  expectNothing,
  expectNothingSent,
  expectParked,
  expectSend,
  fail,
  type Telling,
  throughJson,
} from './telling.ts';

const START = Date.parse('2026-01-01T00:00:00.000Z');

/** A saga's test, told as a story; every call checks, and fails with the story so far. */
export interface Story {
  /** The next command that the saga sends, and its body where given. Commands sent at once come in any order. */
  sends(type: string, body?: unknown): Story;
  /** A participant answers: the undo when one is under way, else the do, unless `phase` says which. */
  answers(step: string, reply: Reply, phase?: Phase): Story;
  /** An attempt stays without an answer. */
  noAnswer(step: string, phase?: Phase): Story;
  /** The saga asks for a decision; `reply` is how it is decided: done, when left out. */
  decides(name: string, reply?: Reply): Story;
  deadline(): Story;
  /** The runner dies, losing all that was not waited for (nothing with `kept: 'all'`); another goes on. */
  crash(how?: { kept?: 'all'; late?: boolean }): Story;
  /** An operator tries parked steps again. */
  retry(step?: string): Story;
  /** An operator wants it undone, for this reason's code. */
  turnBack(code: string): Story;
  /** A step waits for an operator. */
  parks(step: string, phase?: Phase): Story;
  /** Nothing is to be sent or decided: the saga waits for answers. */
  waits(): Story;
  /** The saga has ended, for this reason's code when refused; nothing more is to be done. */
  ends(outcome: 'completed' | 'refused', code?: string): Story;
  readonly state: SagaState;
}

/** Begins the story of a saga with its data; no network, no clock, no mocks. */
export function story<D>(definition: SagaDefinition<D>, data: D, limits?: Limits): Story {
  const state = throughJson(initialState(data));
  const told = [`${definition.name} begins with ${JSON.stringify(data)}`];
  const t: Telling = {
    definition,
    limits,
    told,
    state,
    waited: state,
    sends: [],
    decide: undefined,
    time: START,
  };
  happen(t, { type: 'begin', at: '' });
  const self: Story = {
    sends: (type, body) => then(self, () => expectSend(t, type, body)),
    answers: (step, reply, phase) =>
      then(self, () =>
        answer(t, step, phase, `${step}: ${say(reply)}`, (way) => ({ type: 'reply', ...way, reply })),
      ),
    noAnswer: (step, phase) =>
      then(self, () =>
        answer(t, step, phase, `${step}: no answer`, (way) => ({ type: 'unanswered', ...way })),
      ),
    decides: (name, reply = done()) => then(self, () => decide(t, name, reply)),
    deadline: () => then(self, () => tellOf(t, 'the deadline passes', { type: 'deadline', at: '' })),
    crash: (how = {}) => then(self, () => crash(t, how)),
    retry: (step) =>
      then(self, () =>
        tellOf(t, 'an operator retries', step ? { type: 'retry', at: '', step } : { type: 'retry', at: '' }),
      ),
    turnBack: (code) =>
      then(self, () =>
        tellOf(t, 'an operator turns it back', { type: 'turn-back', at: '', reason: { code } }),
      ),
    parks: (step, phase) => then(self, () => expectParked(t, step, phase ?? openPhase(t, step))),
    waits: () => then(self, () => expectNothing(t)),
    ends: (outcome, code) => then(self, () => expectEnd(t, outcome, code)),
    get state() {
      return t.state;
    },
  };
  return self;
}

function then(self: Story, check: () => void): Story {
  check();
  return self;
}

function happen(t: Telling, event: SagaEvent): Advance {
  t.time += 1;
  const step = advance(t.definition, t.state, { ...event, at: new Date(t.time).toISOString() }, t.limits);
  t.state = step.state;
  // A decision is saved with what follows from it, not before.
  if (step.save === 'wait' && !step.decide) t.waited = throughJson(step.state);
  t.sends.push(...step.sends);
  if (step.decide) t.decide = step.decide;
  return step;
}

function tellOf(t: Telling, sentence: string, event: SagaEvent): void {
  expectNothingSent(t);
  t.told.push(sentence);
  happen(t, event);
}

function answer(
  t: Telling,
  step: string,
  wanted: Phase | undefined,
  sentence: string,
  event: (way: { at: string; step: string; phase: Phase }) => SagaEvent,
): void {
  const phase = wanted ?? openPhase(t, step);
  if (indexOfStep(t.state, step, phase) < 0) fail(t, `'${step}' answers, but it was never asked to ${phase}`);
  tellOf(t, `${phase} ${sentence}`, event({ at: '', step, phase }));
}

function openPhase(t: Telling, step: string): Phase {
  return indexOfStep(t.state, step, 'undo') >= 0 ? 'undo' : 'do';
}

function decide(t: Telling, name: string, reply: Reply): void {
  const asked = t.decide;
  if (asked?.name !== name)
    fail(t, `expected the decision '${name}', but ${asked ? `'${asked.name}'` : 'none'} is due`);
  t.decide = undefined;
  tellOf(t, `decision ${name}: ${say(reply)}`, { type: 'decided', at: '', step: asked!.step, reply });
  t.waited = throughJson(t.state);
}

function crash(t: Telling, { kept, late = false }: { kept?: 'all'; late?: boolean }): void {
  t.told.push(kept ? 'the runner dies, everything was saved' : 'the runner dies');
  t.state = throughJson(kept ? t.state : t.waited);
  t.sends = [];
  t.decide = undefined;
  happen(t, { type: 'resume', at: '', late });
}

function say(reply: Reply): string {
  if (reply.kind === 'done') return 'done';
  return reply.kind === 'refused' ? `refused, ${reply.code}` : `fault, ${reply.message}`;
}
