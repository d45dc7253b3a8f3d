import type { Db, Sql, Tx } from '@sagashop/chassis/postgres/sql';
import type { ListRow } from '../domain/list-row.ts';
import { type Bucket, listBuckets } from '../store/list-progress.ts';
import { type Person, writeListRows, writePeople } from '../store/list-rows.ts';
import { placeRows } from './make-rows.ts';

const MOST_SEEN = 20_000; // people

export type ListWriter = ReturnType<typeof listWriter>;

/** Writes rows into the list, with the buckets that there are, and only those people whom this process has not written yet. */
export function listWriter(sql: Sql) {
  let buckets: readonly Bucket[] = [];
  const seen = new Set<string>();
  const write = async (db: Db, rows: readonly ListRow[], newest: boolean) => {
    for (let tries = 0; tries < 3; tries += 1) {
      const { placed, people } = placeRows(rows, buckets);
      // Those that no known bucket has may be in one that was made since; or the list is not as far as that yet.
      const known = placed.length === rows.length || tries > 0;
      if (known && (await writeListRows(db, placed, { buckets, newest }))) return people;
      buckets = await listBuckets(db);
    }
    return [];
  };
  const strangers = (people: readonly Person[]) => people.filter(({ person }) => !seen.has(person));
  const remember = (people: readonly Person[]) => {
    if (seen.size > MOST_SEEN) seen.clear();
    for (const { person } of people) seen.add(person);
  };
  return {
    /** Rows that were made when their orders were decided: they do not replace what was read later. */
    async tell(rows: readonly ListRow[]): Promise<void> {
      const people = strangers(await write(sql, rows, false));
      await writePeople(sql, people);
      remember(people);
    },
    /** Rows that this transaction has read. */
    async put(tx: Tx, rows: readonly ListRow[], { newest }: { newest: boolean }): Promise<void> {
      // All of them: what this process remembers may be of a list that was lost.
      await writePeople(tx, await write(tx, rows, newest));
    },
    /** The list is not what it was. */
    forget(): void {
      buckets = [];
      seen.clear();
    },
  };
}
