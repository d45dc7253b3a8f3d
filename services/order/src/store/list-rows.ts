import { ints, nested, plain, texts, uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db } from '@sagashop/chassis/postgres/sql';
import { facetsOf, type ListRow } from '../domain/list-row.ts';
import { tagOf } from '../domain/list-tags.ts';
import { wordsOf } from '../domain/list-words.ts';
import type { Bucket } from './list-progress.ts';

/** Somebody whom orders went to. */
export interface Person {
  person: string;
  userId: string;
  recipient: Exclude<ListRow['recipient'], null>;
}

/** A row with where it goes. */
export type PlacedRow = ListRow & { person: string; bucket: number };

/**
 * Writes rows of the list that this transaction read, or that were made when their orders were decided. A row that is there is
 * replaced when it is `newest`, and otherwise only while it says that its order is pending: what is told later than it happened
 * changes nothing. Nothing is written, and false answered, when there are other buckets than these by now.
 */
export async function writeListRows(
  db: Db,
  rows: readonly PlacedRow[],
  { buckets, newest }: { buckets: readonly Bucket[]; newest: boolean },
): Promise<boolean> {
  if (rows.length === 0) return true;
  const [known] = await db<{ same: boolean }[]>`
    with known as materialized (select count(*) = ${buckets.length} as same from order_list_buckets),
    rows as (
      select n.id, n.person, n.status, n.reason, n.money, n.goods, n.total, coalesce(n.day, 'infinity') as day,
        n.courier, n.tags::int[]
      from unnest(${uuids(rows.map((row) => row.id))}::uuid[], ${plain(rows.map((row) => row.person))}::bigint[],
        ${plain(rows.map((row) => row.status))}::text[], ${texts(rows.map((row) => row.reason))}::text[],
        ${plain(rows.map((row) => row.money))}::text[], ${plain(rows.map((row) => row.goods))}::text[],
        ${ints(rows.map((row) => row.total))}::bigint[], ${plain(rows.map((row) => row.deliveryDate))}::date[],
        ${uuids(rows.map((row) => row.courierId))}::uuid[], ${texts(rows.map(tagsOf))}::text[])
        as n (id, person, status, reason, money, goods, total, day, courier, tags)
      where (select same from known)
      order by n.id
    ), written as (
      insert into order_list as l (id, person, status, reason, money, goods, total, delivery_date, courier_id, tags)
      select * from rows
      on conflict (id) do update set person = excluded.person, status = excluded.status, reason = excluded.reason,
        money = excluded.money, goods = excluded.goods, total = excluded.total,
        delivery_date = excluded.delivery_date, courier_id = excluded.courier_id, tags = excluded.tags
      where ${newest} or l.status = 'pending'
    )
    select same from known`;
  return known!.same;
}

const tagsOf = (row: PlacedRow) => nested(facetsOf(row).map((facet) => tagOf(facet, row.bucket)));

/** Writes whom orders went to, but for those who have left or are leaving. */
export async function writePeople(db: Db, people: readonly Person[]): Promise<void> {
  if (people.length === 0) return;
  await db`
    insert into order_people (person, user_id, words)
    select n.person, n.user_id, n.words::tsvector
    from unnest(${plain(people.map(({ person }) => person))}::bigint[],
      ${uuids(people.map(({ userId }) => userId))}::uuid[],
      ${texts(people.map(({ recipient }) => lexemes(wordsOf(recipient))))}::text[]) as n (person, user_id, words)
    where not exists (select from leavers where leavers.user_id = n.user_id)
    order by n.person
    on conflict do nothing`;
}

const LONGEST = 200; // letters: a lexeme has at most 2046 bytes

const lexemes = (words: readonly string[]) => words.map((word) => `'${quoted(word)}'`).join(' ');
const quoted = (word: string) => word.slice(0, LONGEST).replaceAll('\\', '\\\\').replaceAll("'", "''");

/** A search for words that begin so, in PostgreSQL's words. */
export const beginnings = (words: readonly string[]): string =>
  words.map((word) => `'${quoted(word)}':*`).join(' & ');
