import type { Connection } from './connection.ts';
import type { Pool } from './pool.ts';
import type { Job } from './pool-scheduler.ts';
import type { Query } from './query-handler.ts';
import { handledBy, handlerOf, type Maker } from './query-handler.ts';
import type { Sql, TransactionOptions, Work } from './sql.ts';
import { transact } from './transaction.ts';

type Reserved = Awaited<ReturnType<Sql['reserve']>>;

/** ms that an answer may take: any, and one to a transaction that says that it only reads. */
interface Patience {
  answer: number;
  readOnly: number;
}

/**
 * The driver's `sql` on a pool of ours: `maker`, which is never connected, makes queries and fragments, and each
 * is run on a connection of the pool when it is waited for.
 */
export function pooledSql(pool: Pool, maker: Sql, patience: Patience): Sql {
  const make = maker as unknown as Maker;
  const more = {
    options: maker.options,
    transaction: <T>(work: Work<T>, options: TransactionOptions = {}) => {
      const readOnly = options.mode?.includes('read only');
      return alone(pool, readOnly ? patience.readOnly : patience.answer, (connection) =>
        transact(connection, make, work, options),
      );
    },
    begin: (...all: unknown[]) => {
      const work = all.pop() as Work<unknown>;
      // The one that is there when it is called: it may be watched (see watch-pool.ts).
      return sql.transaction(work, all.length > 0 ? { mode: String(all[0]) } : {});
    },
    reserve: () => reserve(pool),
    end: pool.end,
  };
  const dispatch = (query: Query) => pool.submit(queryJob(query, patience.answer));
  const sql = Object.assign(handledBy(make, dispatch), more) as unknown as Sql;
  return sql;
}

function queryJob(query: Query, patience: number): Job {
  return {
    alone: false,
    patience,
    start(connection, over) {
      Promise.prototype.then.call(query, over, over);
      connection.run(query);
    },
    fail: (error) => query.reject(error),
  };
}

/** Does some work on a connection that nobody else uses meanwhile. */
function alone<T>(pool: Pool, patience: number, work: (connection: Connection) => Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    pool.submit({
      alone: true,
      patience,
      start(connection, over) {
        const done = work(connection);
        done.then(resolve, reject);
        done.then(over, over);
      },
      fail: reject,
    });
  });
}

/** A connection for as long as its holder wants, for locks and settings of a session. Nothing limits its queries' time. */
function reserve(pool: Pool): Promise<Reserved> {
  const given = Promise.withResolvers<Reserved>();
  const held = alone(pool, Number.POSITIVE_INFINITY, async (connection) => {
    const released = Promise.withResolvers<void>();
    given.resolve(reservedOn(connection, await connection.driver.reserve(), released.resolve));
    await released.promise;
  });
  held.catch(given.reject);
  return given.promise;
}

function reservedOn(connection: Connection, reserved: Reserved, released: () => void): Reserved {
  const release = () => {
    reserved.release();
    released();
  };
  return Object.assign(onConnection(connection, reserved as unknown as Maker), {
    release,
  }) as unknown as Reserved;
}

/** What makes queries for one connection, so that none of them waits for ever when that is lost. */
function onConnection(connection: Connection, maker: Maker): Maker {
  const handler = handlerOf(maker);
  return handledBy(maker, (query) => connection.run(query, handler));
}
