import type { Db } from '@sagashop/chassis/postgres/sql';

/** The secret of a name; the one given when there is none yet. All processes get the same. */
export async function secretOf(db: Db, name: string, fresh: Buffer): Promise<Buffer> {
  await db`insert into secrets (name, value) values (${name}, ${fresh}) on conflict do nothing`;
  const [row] = await db<{ value: Buffer }[]>`select value from secrets where name = ${name}`;
  return row!.value;
}
