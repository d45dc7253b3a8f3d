import { deepStrictEqual } from 'node:assert/strict';
import { type Advance, advance, type Limits } from './advance.ts';
import type { SagaDefinition } from './definition.ts';
import { done, type Reply } from './message.ts';
import {
  type Decide,
  indexOfStep,
  initialState,
  type Phase,
  type SagaEvent,
  type SagaState,
  type Send,
} from './state.ts';

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
  /** A step waits for an operator. */
  parks(step: string, phase?: Phase): Story;
  /** Nothing is to be sent or decided: the saga waits for answers. */
  waits(): Story;
  /** The saga has ended, for this reason's code when refused; nothing more is to be done. */
  ends(outcome: 'completed' | 'refused', code?: string): Story;
  readonly state: SagaState;
}

interface Telling {
  readonly definition: SagaDefinition;
  readonly limits: Limits | undefined;
  readonly told: string[];
  state: SagaState;
  /** As the log would have it after a crash. */
  waited: SagaState;
  sends: Send[];
  decide: Decide | undefined;
  time: number;
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

function expectSend(t: Telling, type: string, body: unknown): void {
  const index = t.sends.findIndex((send) => send.command.type === type);
  const [send] = index < 0 ? [] : t.sends.splice(index, 1);
  if (!send) fail(t, `expected it to send ${type}, but ${due(t)}`);
  t.told.push(`sends ${type}${send!.attempt > 1 ? ` (attempt ${send!.attempt})` : ''}`);
  if (body === undefined) return;
  try {
    deepStrictEqual(send!.body, body);
  } catch {
    fail(
      t,
      `expected ${type} to carry ${JSON.stringify(body)}, but it carries ${JSON.stringify(send!.body)}`,
    );
  }
}

function expectParked(t: Telling, step: string, phase: Phase): void {
  const status = t.state.steps[indexOfStep(t.state, step, phase)]?.status;
  if (status !== 'parked')
    fail(t, `expected the ${phase} of '${step}' to be parked, but it is ${status ?? 'not there'}`);
}

function expectEnd(t: Telling, outcome: string, code: string | undefined): void {
  expectNothing(t);
  if (t.state.ended !== outcome)
    fail(t, `expected the end '${outcome}', but it is ${t.state.ended ?? 'not at its end'}`);
  if (t.state.reason?.code !== code) {
    fail(
      t,
      `expected it to end for ${code ?? 'no reason'}, but it is for ${t.state.reason?.code ?? 'no reason'}`,
    );
  }
}

function expectNothing(t: Telling): void {
  expectNothingSent(t);
  if (t.decide) fail(t, `nothing was expected, but ${due(t)}`);
}

function expectNothingSent(t: Telling): void {
  if (t.sends.length > 0) fail(t, `nothing else was expected, but ${due(t)}`);
}

function due(t: Telling): string {
  const sent = t.sends.map((send) => `it sends ${send.command.type} (${send.phase} '${send.step}')`);
  if (t.decide) sent.push(`the decision '${t.decide.name}' is due`);
  return sent.join(' and ') || 'nothing is sent';
}

function fail(t: Telling, problem: string): never {
  throw new Error([problem, 'The story so far:', ...t.told.map((line) => `  ${line}`)].join('\n'));
}

function say(reply: Reply): string {
  if (reply.kind === 'done') return 'done';
  return reply.kind === 'refused' ? `refused, ${reply.code}` : `fault, ${reply.message}`;
}

const throughJson = (state: SagaState): SagaState => JSON.parse(JSON.stringify(state)) as SagaState;
