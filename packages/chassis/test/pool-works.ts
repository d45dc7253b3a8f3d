import assert from 'node:assert/strict';
import type { Sql } from '../src/postgres/sql.ts';
import { databaseAway } from '../src/postgres/sql-state.ts';

/** Whether the error says that the database was away; throws any other one. */
export function isAway(error: unknown): boolean {
  if (databaseAway(error)) return true;
  throw error;
}

/** It works: each connection that the pool can have answers what it was asked. */
export async function works(sql: Sql): Promise<void> {
  const numbers = Array.from({ length: 12 }, (_, number) => number);
  const alone = (number: number) => sql.begin((tx) => tx<{ n: number }[]>`select ${number}::int as n`);
  const answers = await Promise.all([
    ...numbers.map((number) => sql<{ n: number }[]>`select ${number}::int as n`),
    ...numbers.map(alone),
  ]);
  assert.deepEqual(
    answers.map(([row]) => row!.n),
    [...numbers, ...numbers],
  );
}

/** Asks until all is answered; the database may be away meanwhile, nothing else. */
export async function worksAgain(sql: Sql): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    const error = await works(sql).then(
      () => undefined,
      (thrown: unknown) => thrown ?? new Error('nothing was thrown'),
    );
    if (!error) return;
    isAway(error);
    assert.ok(tries < 1000, 'it does not work again');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
