import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@sagashop/chassis/observe/log';
import type { Peers } from '@sagashop/chassis/service/calls';
import { sweeper } from '@sagashop/chassis/work/sweeper';
import { firstIdAt, isId } from '@sagashop/kernel/ids';
import { type Looked, type Report, runAudit } from './run-audit.ts';

/** An order's id is made before its row; a look goes back so far behind the one before it. */
const OVERLAP = 60_000; // ms
/** After so long, and 200 times as long as it took, one look is at all orders, with all sums. */
const WHOLE_EVERY = 3_600_000; // ms
const WHOLE_SHARE = 200;
/** A look rests so many times as long as it works: it takes at most 5 % of one core, however many orders come. */
const REST = 19;

/**
 * Looks again and again at what is new: orders since the last look, those that were in flight or broken then,
 * and now and then at everything. `tell` hears of each report. `note` takes in what others' audits have found.
 */
export function auditWatch(options: {
  peers: Peers;
  every: number;
  log: Logger;
  tell: (report: Report) => void;
}) {
  const { peers, every, log, tell } = options;
  const stopped = new AbortController();
  const again = new Set<string>();
  // By this process's clock only until the first look has told that of the orders' database.
  let since = firstIdAt(Date.now() - OVERLAP);
  let wholeAt = performance.now() + WHOLE_EVERY;

  const note = (report: Report) => {
    for (const id of unsettled(report)) again.add(id);
    tell(report);
  };
  const look = async () => {
    const began = Date.now();
    const whole = performance.now() >= wholeAt;
    const orders = [...again];
    const { rest, worked } = leisure(stopped.signal);
    const report = await runAudit(peers, whole ? {} : { since, orders }, rest);
    if (whole) wholeAt = performance.now() + Math.max(WHOLE_EVERY, WHOLE_SHARE * worked());
    for (const id of orders) again.delete(id);
    since = nextSince(report, began);
    note(report);
    if (!report.ok) log.error({ invariants: failing(report) }, 'the audit has found what must not be');
  };
  const sweep = sweeper({
    name: 'audit',
    every,
    log,
    work: async () => {
      try {
        await look();
      } catch (error) {
        if (!stopped.signal.aborted) throw error;
      }
    },
  });
  return {
    note,
    start: () => {
      if (every > 0) sweep.start();
    },
    stop: async () => {
      stopped.abort();
      await sweep.stop();
    },
  };
}

/** Where the next look begins: with the orders in flight that were too many to be listed, if there were any. */
function nextSince({ inFlight, inFlightCount, now }: Looked, began: number): string {
  const usual = firstIdAt((now ?? began) - OVERLAP);
  const last = inFlightCount > inFlight.length ? inFlight.at(-1)?.order : undefined;
  return last !== undefined && last < usual ? last : usual;
}

/** Orders to be looked at again, whatever their age: those in flight, and those that are named as failures. */
function unsettled({ inFlight, invariants }: Report): string[] {
  // Days of couriers have names that are no ids; users and products among them are orders that nobody knows.
  return [...inFlight.map(({ order }) => order), ...invariants.flatMap((one) => one.failures).filter(isId)];
}

function failing({ invariants }: Report) {
  return Object.fromEntries(invariants.filter(({ ok }) => !ok).map(({ name, failures }) => [name, failures]));
}

/** A rest that is proportional to the work before it. Rejects at once when it is stopped. */
function leisure(signal: AbortSignal) {
  let since = performance.now();
  let worked = 0;
  return {
    rest: async () => {
      const ms = performance.now() - since;
      worked += ms;
      await sleep(ms * REST, undefined, { signal, ref: false });
      since = performance.now();
    },
    worked: () => worked + performance.now() - since,
  };
}
