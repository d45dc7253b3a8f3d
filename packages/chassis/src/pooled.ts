import type { Job } from './lending.ts';
import type { Line, Query } from './line.ts';
import type { Pool } from './pool.ts';
import type { Sql } from './postgres.ts';

type Reserved = Awaited<ReturnType<Sql['reserve']>>;
type Begin = (...all: unknown[]) => Promise<unknown>;
type Work = (tx: unknown) => unknown;
type Tag = (first: unknown, ...rest: unknown[]) => unknown;
type Maker = Tag & { unsafe: Tag } & Record<'json' | 'array' | 'typed' | 'types', unknown>;

/** ms that an answer may take: any, and one to a transaction that says that it only reads. */
interface Patience {
  answer: number;
  readOnly: number;
}

/**
 * The driver's `sql` on a pool of ours: `maker`, which is never connected, makes queries and fragments, and each
 * is run on a line of the pool when it is waited for.
 */
export function pooled(pool: Pool, maker: Sql, patience: Patience): Sql {
  const dispatch = (query: Query) => pool.submit(queryJob(query, patience.answer));
  const { json, array, typed, types, options } = maker;
  const more = {
    ...{ json, array, typed, types, options },
    unsafe: handledBy(maker.unsafe as Tag, dispatch),
    begin: (...all: unknown[]) => {
      const work = all.pop() as Work;
      const readOnly = all.length > 0 && String(all[0]).includes('read only');
      return alone(pool, readOnly ? patience.readOnly : patience.answer, (line) =>
        (line.driver.begin as unknown as Begin)(...all, (tx: Maker) => work(onLine(line, tx))),
      );
    },
    reserve: () => reserve(pool),
    end: pool.end,
  };
  return Object.assign(handledBy(maker as Tag, dispatch), more) as unknown as Sql;
}

/** Makes queries that are run by `handler`; fragments and names it leaves alone. */
function handledBy(make: Tag, handler: Query['handler']): Tag {
  return (...all) => {
    const made = make(...all);
    if (made instanceof Promise) (made as Query).handler = handler;
    return made;
  };
}

function queryJob(query: Query, patience: number): Job {
  return {
    alone: false,
    patience,
    start(line, over) {
      Promise.prototype.then.call(query, over, over);
      line.run(query);
    },
    fail: (error) => query.reject(error),
  };
}

/** Does some work on a line that nobody else uses meanwhile. */
function alone<T>(pool: Pool, patience: number, work: (line: Line) => Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    pool.submit({
      alone: true,
      patience,
      start(line, over) {
        const done = work(line);
        done.then(resolve, reject);
        done.then(over, over);
      },
      fail: reject,
    });
  });
}

/** A line for as long as its holder wants, for locks and settings of a session. Nothing limits its queries' time. */
function reserve(pool: Pool): Promise<Reserved> {
  const given = Promise.withResolvers<Reserved>();
  const held = alone(pool, Number.POSITIVE_INFINITY, async (line) => {
    const released = Promise.withResolvers<void>();
    given.resolve(reservedOn(line, await line.driver.reserve(), released.resolve));
    await released.promise;
  });
  held.catch(given.reject);
  return given.promise;
}

function reservedOn(line: Line, reserved: Reserved, released: () => void): Reserved {
  const release = () => {
    reserved.release();
    released();
  };
  return Object.assign(onLine(line, reserved as unknown as Maker), { release }) as unknown as Reserved;
}

/** What makes queries for one connection, so that none of them waits for ever when that is lost. */
function onLine(line: Line, maker: Maker): Maker {
  const watched = (make: Tag): Tag => {
    return (...all) => {
      const made = make(...all);
      if (!(made instanceof Promise)) return made;
      const own = (made as Query).handler;
      (made as Query).handler = (query) => line.run(query, own);
      return made;
    };
  };
  const { json, array, typed, types, unsafe } = maker;
  return Object.assign(watched(maker), { json, array, typed, types, unsafe: watched(unsafe) });
}
