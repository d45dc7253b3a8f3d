import type { Clock } from '../clock.ts';
import type { Leases } from '../leases.ts';
import type { SagaLog, SagaRow } from '../log.ts';
import type { Database } from './database.ts';
import type { Host } from './host.ts';
import { save } from './save.ts';
import { count, elapsed, latency, type Stage } from './stage.ts';
import { strikesProcess } from './strikes.ts';
import type { OrderPlan, Wish } from './world.ts';

/** One process's way to the database. */
export interface Connection<Row> {
  readonly log: SagaLog;
  readonly leases: Leases;
  /** Writes an order and its saga in one transaction. */
  begin(plan: OrderPlan<Row>, owner: () => number): Promise<SagaRow | undefined>;
  /** Does what a customer wants of an order; resolves to the sagas that it started. */
  wish(how: 'ask' | 'honour', wished: WishOf<Row>, owner: () => number): Promise<readonly SagaRow[]>;
  /** The connection broke, and the process lives on: its lock is free. */
  cut(): void;
  /** The process is no more: its lock is free, and it holds none again. */
  close(): void;
}

/** A wish, and the order that it is about. */
interface WishOf<Row> {
  readonly order: string;
  readonly wish: Wish<Row>;
}

/** How often a batch is tried. */
const TRIES = 4;

/** Tells the database something, which may be cut off before it comes, or before the answer does. */
type Ask = <T>(
  what: string,
  run: (answer: (value: T) => void, fail: (why: string) => void) => void,
) => Promise<T>;

const errors = new Map<string, Error>();

/** Made once, since a stack trace costs more than all the rest of a request. */
function errorOf(why: string): Error {
  const known = errors.get(why) ?? new Error(why);
  errors.set(why, known);
  return known;
}

function asking<Row>(stage: Stage, db: Database<Row>, own: Host): Ask {
  const { agenda, weather, tell } = stage;
  const { life } = own;
  return <T>(what: string, run: Parameters<Ask>[1]) =>
    new Promise<T>((resolve, reject) => {
      const back = (settle: () => void) => void agenda.after(latency(stage), () => own.within(life, settle));
      const fail = (why: string) => back(() => reject(errorOf(why)));
      const answer = (value: unknown) => {
        strikesProcess(stage, own, 'has written', what);
        if (!weather.strikes('the answer to a write is lost')) return back(() => resolve(value as T));
        tell?.('network', `cuts ${own.name} off from the answer to: ${what}`);
        fail('connection cut');
      };
      const arrive = () => {
        stage.stirred = true;
        if (db.up && weather.strikes('the database dies')) db.die();
        if (!db.up) return fail('the database is away');
        if (!weather.strikes('a write does not reach the database')) return run(answer, fail);
        tell?.('network', `cuts ${own.name} off before the database has: ${what}`);
        fail('connection cut');
      };
      own.within(life, () => {
        strikesProcess(stage, own, 'writes', what);
        own.within(life, () => void agenda.after(latency(stage), arrive));
      });
    });
}

/** Opens a process's connection to the database, for its present life. */
export function connect<Row>(stage: Stage, db: Database<Row>, own: Host, takeOver: number): Connection<Row> {
  const ask = asking(stage, db, own);
  const clock = own.clock(0);
  const leases = db.memory.leases(takeOver);
  db.onCrash.add(leases.cut);
  return {
    log: logOver(stage, db, own, ask),
    leases: {
      takeOver,
      acquire: () => ask('acquire a lease', (answer) => void leases.acquire().then(answer)),
      renew: (id) => ask('renew its row', (answer) => void leases.renew(id).then(answer)),
      release: (id) => ask('release its lease', (answer) => void leases.release(id).then(answer)),
    },
    begin({ saga, row }, owner) {
      const visit = Symbol(saga.id);
      const write = () =>
        ask<SagaRow | undefined>(`write ${saga.order}`, (answer) =>
          answer(db.insert(saga, owner(), visit, row)),
        );
      return repeated(clock, write);
    },
    wish(how, wished, owner) {
      const { order } = wished;
      const visit = Symbol(order);
      const change = () =>
        ask<readonly SagaRow[]>(`change ${order}`, (answer, fail) => {
          const keys = [order];
          if (!db.orders.has(order)) return fail('there is no such order');
          const go = () => {
            answer(grant(db, how, wished, { owner: owner(), visit, ms: elapsed(stage) }));
            db.locks.free(keys);
          };
          db.locks.take(keys, go, () => fail('the database has died'));
        });
      return repeated(clock, change);
    },
    cut: leases.cut,
    close() {
      db.onCrash.delete(leases.cut);
      leases.cut();
    },
  };
}

function logOver<Row>(stage: Stage, db: Database<Row>, own: Host, ask: Ask): SagaLog {
  return {
    save: (item) => ask(`save ${item.saga}`, (answer, fail) => save(stage, db, own, { item, answer, fail })),
    claim: (request) =>
      ask('claim sagas', (answer) => {
        // As `skip locked` does.
        const except = [...request.except, ...db.locks.held()];
        db.memory.claim({ ...request, except }).then((claimed) => {
          for (const row of claimed.rows) {
            count(stage, `a saga is taken over: ${row.cause}`);
            stage.tell?.('database', `gives ${row.id} to ${own.name} (${row.cause})`);
          }
          answer(claimed);
        });
      }),
    retake: (request) =>
      ask(`retry ${request.saga}`, (answer, fail) => {
        const keys = [request.saga];
        const go = () =>
          void db.memory.retake(request).then((row) => {
            if (row) {
              count(stage, 'a parked saga is retried');
              db.note(row.id, row.state);
            }
            db.locks.free(keys);
            answer(row);
          });
        db.locks.take(keys, go, () => fail('the database has died'));
      }),
  };
}

/** As a batch that forms itself repeats what failed, a few times. */
async function repeated<T>(clock: Clock, work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (tries === TRIES) throw error;
    }
    await new Promise<void>((resolve) => void clock.after(5 * 2 ** tries, resolve));
  }
}

function grant<Row>(
  db: Database<Row>,
  how: 'ask' | 'honour',
  { order, wish }: WishOf<Row>,
  { owner, visit, ms }: { owner: number; visit: symbol; ms: number },
): readonly SagaRow[] {
  const row = db.orders.get(order);
  if (row === undefined) return [];
  const wished = wish[how](row, db.sagasOf(order), ms);
  if (wished.row !== undefined) db.orders.set(order, wished.row);
  return (wished.sagas ?? []).flatMap((saga) => db.insert(saga, owner, visit) ?? []);
}
