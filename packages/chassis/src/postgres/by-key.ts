import type { Db } from './sql.ts';

/**
 * PostgreSQL's settings for connections of which nearly all statements find their rows by key: they do so one row
 * after the other, and by nothing else. A plan is made while a table is small, where reading all of it, or all
 * of an index, looks cheap, and then kept while the table grows, until autovacuum looks at it: in the first 100,000
 * orders of an empty database a batch came to cost three times as much. A join with `unnest` must not say
 * `key = any(…)` besides: a plan for any number of keys expects ten, and compares each with each. See ADR 8 and 33.
 */
export const BY_KEY = {
  enable_seqscan: 'off',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
  // There is nothing left to choose by what is asked for, and planning took longer than running.
  plan_cache_mode: 'force_generic_plan',
};

/** The same for one transaction, said first in it. Answers the database's time in ms since 1970, which a batch wants anyway. */
export async function onlyByKey(db: Db): Promise<number> {
  const [row] = await db<{ now: number }[]>`
    select (extract(epoch from now()) * 1000)::bigint as now,
      set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
      set_config('enable_mergejoin', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true)`;
  return row!.now;
}

/** Takes the settings back for one transaction, which reads whole tables; said first in it. */
export async function byAnyMeans(db: Db): Promise<void> {
  await db`
    select set_config('enable_seqscan', 'on', true), set_config('enable_hashjoin', 'on', true),
      set_config('enable_mergejoin', 'on', true), set_config('plan_cache_mode', 'auto', true)`;
}
