import { deepStrictEqual } from 'node:assert/strict';
import type { Limits } from './advance.ts';
import type { SagaDefinition } from './definition.ts';
import { type Decide, indexOfStep, type Phase, type SagaState, type Send } from './state.ts';

/** A story as far as it has been told; the checks of `testing.ts` work on it. */
export interface Telling {
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

export function expectSend(t: Telling, type: string, body: unknown): void {
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

export function expectParked(t: Telling, step: string, phase: Phase): void {
  const status = t.state.steps[indexOfStep(t.state, step, phase)]?.status;
  if (status !== 'parked')
    fail(t, `expected the ${phase} of '${step}' to be parked, but it is ${status ?? 'not there'}`);
}

export function expectEnd(t: Telling, outcome: string, code: string | undefined): void {
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

export function expectNothing(t: Telling): void {
  expectNothingSent(t);
  if (t.decide) fail(t, `nothing was expected, but ${due(t)}`);
}

export function expectNothingSent(t: Telling): void {
  if (t.sends.length > 0) fail(t, `nothing else was expected, but ${due(t)}`);
}

function due(t: Telling): string {
  const sent = t.sends.map((send) => `it sends ${send.command.type} (${send.phase} '${send.step}')`);
  if (t.decide) sent.push(`the decision '${t.decide.name}' is due`);
  return sent.join(' and ') || 'nothing is sent';
}

export function fail(t: Telling, problem: string): never {
  throw new Error([problem, 'The story so far:', ...t.told.map((line) => `  ${line}`)].join('\n'));
}

/** As it comes back from a log. */
export const throughJson = (state: SagaState): SagaState => JSON.parse(JSON.stringify(state)) as SagaState;
