import type { Sql } from '@sagashop/chassis/postgres/sql';

const HELD = 0.45; // s

/** Ends all sessions of a service's pool but the one that asks. */
export async function cutConnections(sql: Sql): Promise<void> {
  await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and usename = current_user and pid <> pg_backend_pid()
      and application_name = current_setting('application_name')`;
}

/** Keeps so many connections of a service's pool busy for a moment. */
export async function holdConnections(sql: Sql, many: number): Promise<void> {
  await Promise.all(Array.from({ length: many }, () => sql`select pg_sleep(${HELD})`));
}
