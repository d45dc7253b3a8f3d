import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'undici';
import { type Drive, type Driven, drivenBy, newRun, type Run, sendOne } from './closed-loop.ts';
import { connect } from './connection.ts';

/**
 * Sends `count` requests at a steady rate, whatever becomes of those before: request n is meant to leave
 * n / rate seconds after the start. Latencies (ms) run from that time, not from when it did leave, so that a
 * shop that stands still is not asked less for it (no coordinated omission); the generator's own lateness, about
 * a millisecond, is in them. A request that finds `concurrency` others in flight is not sent, and counted in
 * `noPlace`. Rejects when it is aborted.
 */
export async function driveAtRate(load: Drive & { rate: number }): Promise<Driven> {
  const run = newRun();
  const places = openPlaces(load);
  const underWay = new Set<Promise<void>>();
  let failure: unknown;
  const stop = () => {
    run.stopped = true;
    places.close();
  };
  load.signal.addEventListener('abort', stop);
  const started = performance.now();
  const send = (index: number) => {
    const client = places.take();
    if (!client) {
      run.noPlace += 1;
      return;
    }
    const sending = sendOne(client, { index, since: started + (index / load.rate) * 1000 }, load, run)
      .catch((error: unknown) => {
        failure ??= error;
        run.stopped = true;
      })
      .finally(() => {
        places.giveBack(client);
        underWay.delete(sending);
      });
    underWay.add(sending);
  };
  try {
    await eachInTime(load, run, started, send);
    await Promise.all(underWay);
    load.signal.throwIfAborted();
    if (failure) throw failure;
  } finally {
    load.signal.removeEventListener('abort', stop);
    stop();
  }
  return drivenBy(load, run, started);
}

/** Calls `send` for each request when its time has come; after a pause for all whose time has passed. */
async function eachInTime(
  { count, rate, signal }: Drive & { rate: number },
  run: Run,
  started: number,
  send: (index: number) => void,
): Promise<void> {
  while (run.next < count && !run.stopped) {
    const due = Math.floor(((performance.now() - started) / 1000) * rate) + 1;
    while (run.next < Math.min(due, count)) send(run.next++);
    const next = started + (run.next / rate) * 1000 - performance.now();
    if (run.next < count) await sleep(Math.max(1, next), undefined, { signal });
  }
}

/** Connections, as many as are needed at once and `concurrency` at most; the last one used is used next. */
function openPlaces({ url, concurrency }: Drive) {
  const all: Client[] = [];
  const free: Client[] = [];
  return {
    take(): Client | undefined {
      const client = free.pop();
      if (client || all.length >= concurrency) return client;
      const opened = connect(url);
      all.push(opened);
      return opened;
    },
    giveBack: (client: Client) => void free.push(client),
    close: () => {
      for (const client of all) void client.destroy();
    },
  };
}
