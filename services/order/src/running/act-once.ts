import { problemBytes } from '@sagashop/chassis/errors';
import {
  assertReplayable,
  findKeys,
  finishKey,
  type KeptKey,
  type KeyUse,
  nameOfKey,
} from '@sagashop/chassis/guards/idempotency';
import { type Answered, once } from '@sagashop/chassis/guards/once';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import { Problem } from '@sagashop/kernel/problem';
import type { SagaRow } from '@sagashop/saga/log';
import type { OrderSignals } from './order-signals.ts';

/** What acts on orders that stand work with in this process. */
export interface Acting {
  sql: Sql;
  currency: string;
  owner(): number;
  run(saga: SagaRow): void;
  signals: OrderSignals;
}

/** `known`: the act's key was used before; `recorded`: it was written, with the sagas that follow from it. */
export type Recorded =
  | { kind: 'known'; kept: KeptKey }
  | { kind: 'recorded'; subject: string; sagas: SagaRow[] };

/** What an act is answered; one that is not over yet is not kept, so that a repetition waits for it. */
export interface ActAnswer {
  status: number;
  response: string;
  over: boolean;
}

/**
 * Does an act once for its key: what it wrote is run, and what it came to is kept as the key's answer, refusals that the
 * state of things decided too. Until then a repetition waits in the same way. `more` is what `record` may come to besides.
 */
export async function actOnce<M extends { kind: string } = never>(
  { sql, run }: Acting,
  use: KeyUse,
  record: () => Promise<Recorded | M>,
  answer: (subject: string) => Promise<ActAnswer>,
): Promise<Answered | M> {
  let recorded: Recorded | M;
  try {
    recorded = await record();
  } catch (refusal) {
    if (!(refusal instanceof Problem) || refusal.status !== 409) throw refusal;
    const outcome = { status: refusal.status, response: problemBytes(refusal) };
    return once(sql, { ...use, subject: newId() }, async () => outcome);
  }
  if (!isRecorded(recorded)) return recorded;
  if (recorded.kind === 'recorded') for (const saga of recorded.sagas) run(saga);
  const subject = recorded.kind === 'recorded' ? recorded.subject : recorded.kept.subject;
  if (
    recorded.kind === 'known' &&
    (recorded.kept.status !== null || recorded.kept.fingerprint !== use.fingerprint)
  ) {
    assertReplayable(recorded.kept, use);
    const { status, response } = recorded.kept;
    return { status, response, replayed: true, subject };
  }
  const { over, ...outcome } = await answer(subject);
  const kept = over ? await keep(sql, use, outcome) : outcome;
  return { ...kept, replayed: recorded.kind === 'known', subject };
}

const isRecorded = (one: { kind: string }): one is Recorded =>
  one.kind === 'known' || one.kind === 'recorded';

/** Fixes what the key's requests are answered; whoever comes second answers as the first did. */
async function keep(sql: Sql, use: KeyUse, outcome: { status: number; response: string }) {
  await finishKey(sql, use, outcome);
  const kept = (await findKeys(sql, [use])).get(nameOfKey(use));
  return kept?.status ? { status: kept.status, response: kept.response! } : outcome;
}

/** Without a signal from this process, which may not be the one that runs the saga, it is looked at so often. */
const LOOK = 250; // ms

/** Looks at something of an order until it is over, or until nobody waits longer; answers it as it is then. */
export async function untilOver<T>(
  signals: OrderSignals,
  order: string,
  wait: number,
  look: () => Promise<{ now: T; over: boolean }>,
): Promise<{ now: T; over: boolean }> {
  const until = performance.now() + wait;
  for (;;) {
    // Before it is looked at, so that nothing happens unheard between the two.
    const signal = signals.wait(order, Math.max(0, Math.min(LOOK, until - performance.now())));
    const seen = await look();
    if (seen.over || performance.now() >= until) return seen;
    await signal;
  }
}
