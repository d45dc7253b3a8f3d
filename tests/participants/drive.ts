import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import type { Command, Reply } from '@sagashop/saga/message';
import fc from 'fast-check';
import { shopDatabases } from '../shop-databases.ts';
import { MISTAKES } from './mistakes.ts';
import type { Send } from './send.ts';

/** What comes to a participant: a batch of commands, the last batch once more, or a change from elsewhere. */
type Event<W, C> = { batch: W[] } | { again: true } | { change: C };

/** One run: a participant with nothing in its database yet, and the model of it. */
export interface World<W, C> {
  command(wish: W): Command;
  /** What the model answers; it remembers what it has done. */
  model(wish: W): Reply;
  /** Changes both: money, goods or couriers come and go. */
  change(change: C): Promise<void>;
  expected(): unknown;
  actual(): Promise<unknown>;
}

/** A participant as these tests drive it. W is a command as it is drawn by chance, C what else may happen. */
export interface Subject<W, C> {
  name: string;
  /** The table with a row for each order, the command that makes it, and the state of what is undone. */
  table: string;
  does: string;
  undone: string;
  wish: fc.Arbitrary<W>;
  change: fc.Arbitrary<C>;
  send: Send;
  wrong(): Promise<string[]>;
  begin(orders: readonly string[]): Promise<World<W, C>>;
  /** What the model goes by besides: a run in which it changes, as the day does at midnight, proves nothing. */
  moment?(): string;
  sql: Sql;
}

/** How many runs each participant gets; the long tests raise it. */
export const settings = { runs: 100 };

/** Orders of a run. One more may be named, which has no id: its commands are faults. */
const ORDERS = 5;
export const anOrder = fc.oneof(
  { weight: 30, arbitrary: fc.nat(ORDERS - 1) },
  { weight: 1, arbitrary: fc.constant(ORDERS) },
);

/** Empties tables, also those that a trigger guards. */
export async function emptied(sql: Sql, ...tables: string[]): Promise<void> {
  const deletes = tables.map((table) => `delete from ${table}`).join('; ');
  await sql.unsafe(`begin; set local session_replication_role = replica; ${deletes}; commit`);
}

/** True for one in ten. */
export const rarely = fc.integer({ min: 0, max: 9 }).map((n) => n === 9);

interface Opened {
  service: { stop(): Promise<void> };
  audit(question: object): Promise<{ checks: { failures: string[] }[] }>;
}

/** A service on a database of its own, as its tests' `open` opens it. */
export interface Driven<S extends Opened> {
  opened: S;
  sql: Sql;
  /** Ids that the service's own sums find wrong. */
  wrong(): Promise<string[]>;
}

/** Opens a service on a database of its own; closed with the test file. */
export async function onDatabase<S extends Opened>(
  name: string,
  open: (url: string) => Promise<S>,
): Promise<Driven<S>> {
  const url = (await shopDatabases([name]))[name]!;
  const opened = await open(url);
  const sql = connect(url, { name: 'test', max: 1 });
  after(() => Promise.all([opened.service.stop(), sql.end()]));
  const wrong = async () =>
    (await opened.audit({ limit: 1, checks: true })).checks.flatMap(({ failures }) => failures);
  return { opened, sql, wrong };
}

/** Throws when a participant does anything that its model does not. */
async function playRun<W, C>(subject: Subject<W, C>, events: Event<W, C>[], send: Send): Promise<void> {
  const orders = Array.from({ length: ORDERS }, () => newId()).sort();
  const world = await subject.begin([...orders, 'no order']);
  const moment = subject.moment?.();
  let last: W[] = [];
  for (const event of events) {
    if ('change' in event) await world.change(event.change);
    else {
      last = 'again' in event ? last : event.batch;
      // Sent in one turn of the event loop, they make one batch.
      const replies = await Promise.all(last.map((wish) => send(world.command(wish))));
      const expected = last.map((wish) => world.model(wish));
      if (subject.moment?.() !== moment) return;
      assert.deepEqual(replies.map(withoutMessage), expected.map(withoutMessage), 'other replies');
    }
    assert.deepEqual(await world.actual(), world.expected(), 'another state');
  }
  assert.deepEqual(await subject.wrong(), [], 'the service’s own sums');
}

const withoutMessage = (reply: Reply) => (reply.kind === 'fault' ? { kind: 'fault' } : { ...reply });

function eventsOf<W, C>({ wish, change }: Subject<W, C>): fc.Arbitrary<Event<W, C>[]> {
  const event = fc.oneof<fc.WeightedArbitrary<Event<W, C>>[]>(
    { weight: 6, arbitrary: fc.record({ batch: fc.array(wish, { minLength: 1, maxLength: 10 }) }) },
    { weight: 1, arbitrary: fc.record({ again: fc.constant(true) }) },
    { weight: 2, arbitrary: fc.record({ change }) },
  );
  return fc.array(event, { minLength: 1, maxLength: 6, size: 'max' });
}

/** Draws runs until one shows a difference; answers what fast-check found. */
async function search<W, C>(subject: Subject<W, C>, send: Send, how: fc.Parameters<[Event<W, C>[]]>) {
  const property = fc.asyncProperty(eventsOf(subject), (events) => playRun(subject, events, send));
  return fc.check(property, how);
}

/** `SEED` or `SEED,PATH` as a failure has printed it. */
function replay(): { seed?: number; path?: string } {
  const [seed, path] = (process.env['SAGASHOP_REPLAY'] ?? '').split(',');
  return { ...(seed && { seed: Number(seed) }), ...(path && { path }) };
}

/** The tests of one participant: it does as its model does, and whoever plants a mistake is found out. */
export function testParticipant<W, C>(subject: Subject<W, C>): void {
  const { name } = subject;
  test(`${name} answers and keeps what a simple model does, whatever comes in whatever order`, async () => {
    const found = await search(subject, subject.send, { numRuns: settings.runs, ...replay() });
    if (!found.failed) return;
    const again = `SAGASHOP_REPLAY=${found.seed},${found.counterexamplePath} npm test -- tests/participants/${name}`;
    const shown = JSON.stringify(found.counterexample?.[0], null, 1).replaceAll('\n  ', ' ');
    throw new Error(`Again: ${again}\n${shown}`, { cause: found.errorInstance });
  });

  for (const [mistake, plant] of Object.entries(MISTAKES)) {
    test(`a ${name} that ${mistake} is found out`, async (t) => {
      const send = plant(subject);
      const found = await search(subject, send, { numRuns: 1000, seed: 1, endOnFailure: true });
      assert.ok(found.failed, `${found.numRuns} runs have not shown it`);
      assert.ok(found.errorInstance instanceof assert.AssertionError, String(found.errorInstance));
      t.diagnostic(`${found.errorInstance.message.split('\n', 1)[0]}, in run ${found.numRuns}`);
    });
  }
}
