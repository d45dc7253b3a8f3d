import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'undici';
import { type Answer, connect, exchange, isLost, type Shot } from './connection.ts';

export interface Drive {
  url: string;
  count: number;
  /** Nothing is sent any more after so long; what is in flight is waited for. */
  seconds?: number;
  concurrency: number;
  /** Makes the request of an index, once. */
  shot: (index: number) => Shot;
  /** Takes an answer; what it promises keeps the request's place in flight taken. */
  answered: (index: number, answer: Answer, ms: number) => void | Promise<void>;
  /** Called about ten times a second at most. */
  progress?: (done: number) => void;
  signal: AbortSignal;
  /** For how many ms a request is tried again that finds no connection, or a part of the shop away. */
  patience?: number;
}

export interface Driven {
  seconds: number;
  sent: number;
  /** How often a request was sent again, with the same key: its connection was lost, or the answer was 503 `unavailable`. */
  retries: number;
  /** Requests that got no answer in time, or none but 503 `unavailable`. The first such one ends the run: the shop is gone. */
  unanswered: number;
  /** Requests that were not sent because as many as may be were in flight; only at a fixed rate. */
  noPlace: number;
  /** Requests that were not sent any more, since the shop was gone. */
  unsent: number;
}

const PATIENCE = 60_000; // ms; time enough to start a killed shop again
const PROGRESS = 100; // ms

/**
 * Sends `count` requests with `concurrency` of them in flight: each connection sends its next request when
 * the one before is answered. Latencies (ms) run from the first sending, repetitions included. Rejects
 * when it is aborted.
 */
export async function drive(load: Drive): Promise<Driven> {
  const clients = Array.from({ length: Math.min(load.concurrency, load.count) }, () => connect(load.url));
  const run = newRun();
  const dropAll = () => {
    run.stopped = true;
    for (const client of clients) void client.destroy();
  };
  load.signal.addEventListener('abort', dropAll);
  const started = performance.now();
  run.until = started + (load.seconds ?? Number.POSITIVE_INFINITY) * 1000;
  try {
    load.signal.throwIfAborted();
    await Promise.all(clients.map((client) => keepSending(client, load, run)));
    load.signal.throwIfAborted();
  } finally {
    load.signal.removeEventListener('abort', dropAll);
    dropAll();
  }
  return drivenBy(load, run, started);
}

/** What a run that has ended has come to; `started` by the clock of `performance`. */
export function drivenBy(load: Drive, run: Run, started: number): Driven {
  const { retries, unanswered, noPlace } = run;
  return {
    seconds: (performance.now() - started) / 1000,
    retries,
    unanswered,
    noPlace,
    sent: run.next - noPlace,
    unsent: load.seconds === undefined ? load.count - run.next : 0,
  };
}

export type Run = ReturnType<typeof newRun>;

/** How far a run is. */
export function newRun() {
  return {
    next: 0,
    done: 0,
    retries: 0,
    unanswered: 0,
    noPlace: 0,
    stopped: false,
    shown: 0,
    until: Number.POSITIVE_INFINITY,
  };
}

/** Counts a request that is over, and tells how far the run is, now and then. */
function noteDone(load: Drive, run: Run, now: number): void {
  run.done += 1;
  if (load.progress && (now - run.shown >= PROGRESS || run.done === load.count)) {
    run.shown = now;
    load.progress(run.done);
  }
}

async function keepSending(client: Client, load: Drive, run: Run): Promise<void> {
  while (run.next < load.count && !run.stopped) {
    const sent = performance.now();
    if (sent > run.until) return;
    await sendOne(client, { index: run.next++, since: sent }, load, run);
  }
}

/** Sends one request, whose latency runs from `since`, by the clock of `performance`; without an answer the run ends. */
export async function sendOne(
  client: Client,
  { index, since }: { index: number; since: number },
  load: Drive,
  run: Run,
): Promise<void> {
  const answer = await sendUntilAnswered(client, load.shot(index), load, run);
  if (!answer) {
    run.unanswered += 1;
    run.stopped = true;
    return;
  }
  const now = performance.now();
  const further = load.answered(index, answer, now - since);
  if (further) await further;
  noteDone(load, run, now);
}

/**
 * Sends a request as a careful customer does: again, under the same key, when the connection was lost or a part of
 * the shop was away, for then nobody knows whether there is an order. `overloaded` is an answer: there is none.
 * Undefined when that went on for too long, or the run was aborted.
 */
async function sendUntilAnswered(
  client: Client,
  shot: Shot,
  { signal, patience = PATIENCE }: Drive,
  run: Run,
): Promise<Answer | undefined> {
  let lostAt: number | undefined;
  for (let attempt = 0; ; attempt += 1) {
    const answer = await exchange(client, shot).catch((error: unknown) => {
      if (signal.aborted || isLost(error)) return undefined;
      throw error;
    });
    // The first copy may still be under way: its answer is what we want, so we ask for it again.
    if (answer && !isAway(answer) && !(attempt > 0 && isInProgress(answer))) return answer;
    lostAt ??= performance.now();
    if (signal.aborted || performance.now() - lostAt > patience) return undefined;
    run.retries += 1;
    await sleep(Math.min(50 * 2 ** attempt, 1000) * (0.5 + Math.random() / 2), undefined, { signal });
  }
}

function isAway({ status, body }: Answer): boolean {
  return status === 503 && body.includes('"unavailable"');
}

function isInProgress({ status, body }: Answer): boolean {
  return status === 409 && body.includes('"idempotency_in_progress"');
}
