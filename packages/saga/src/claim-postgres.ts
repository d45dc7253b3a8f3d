import type { Sql, TransactionSql } from 'postgres';
import { plain } from './arrays.ts';
import { decodeState } from './encode.ts';
import { type Cause, type Claimed, type ClaimRequest, type Retake, type SagaRow, STRAY_MS } from './log.ts';
import { writeLockedSagas } from './saves-postgres.ts';

type Db = Sql | TransactionSql;

interface Row extends Omit<SagaRow, 'state' | 'definitionVersion'> {
  dversion: number;
  data: string;
}

// Aliases of one word, since a connection may rename columns.
const columns = (db: Db) => db`
  s.id, s.order_id as "order", s.definition, s.definition_version as dversion, s.version, s.data,
  s.trace, coalesce(s.owner, 0) as owner, (extract(epoch from s.started_at) * 1000)::float8 as "startedAt",
  (extract(epoch from s.deadline) * 1000)::float8 as deadline,
  (extract(epoch from s.deadline - now()) * 1000)::float8 as remaining`;

const rowFrom = ({ data, dversion, ...row }: Row): SagaRow => {
  return { ...row, definitionVersion: dversion, state: decodeState(data) };
};

/**
 * Takes over what nobody runs. The living are read once, before rows are locked: a runner that begins meanwhile may lose a
 * saga again, to a higher version, which does no harm. What runs here is excepted by a subquery, which is hashed: an
 * array was read anew for every row, and 1,000 sagas that waited took a third of a core.
 */
export async function claim(sql: Sql, request: ClaimRequest): Promise<Claimed> {
  const { runner, definitions, limit, except } = request;
  const rows = await sql<(Row & { cause: Cause })[]>`
    with mine as materialized (
      select s.order_id, s.id, s.owner from sagas s
      where s.ended_at is null
        and case when s.owner is null or (s.owner = ${runner} and s.owner > 0)
          then s.updated_at < now() - ${STRAY_MS} * interval '1 ms'
          else s.owner <> all(array(select r.id from runners r where r.gone is null)) end
        and s.id not in (select * from unnest(${plain(except)}::text::uuid[]))
        and (s.definition, s.definition_version) in (
          select * from unnest(
            ${plain(definitions.map(({ name }) => name))}::text::text[],
            ${plain(definitions.map(({ version }) => version))}::text::int[]))
      order by s.order_id, s.id limit ${limit} for update skip locked
    )
    update sagas s set version = s.version + 1, owner = ${runner}, updated_at = now()
    from mine where s.order_id = mine.order_id and s.id = mine.id
    returning ${columns(sql)}, case when mine.owner is null or mine.owner = 0 then 'ownerless'
      when mine.owner = ${runner} then 'stray'
      else coalesce((select r.gone from runners r where r.id = mine.owner), 'died') end as cause`;
  const claimed = rows.map(({ cause, ...row }) => ({ ...rowFrom(row), cause }));
  return { rows: claimed, left: rows.length === limit };
}

/** Changes a saga that may run anywhere and takes it over, inside the caller's transaction. */
export async function retakeSaga<T extends Record<string, unknown>>(
  own: TransactionSql<T>,
  { saga, runner, change }: Retake,
): Promise<SagaRow | undefined> {
  const tx = own as unknown as TransactionSql;
  const [found] = await tx<Row[]>`
    select ${columns(tx)} from sagas s where s.id = ${saga} and s.ended_at is null for update`;
  const before = found && rowFrom(found);
  const state = before && change(before);
  if (!state) return undefined;
  await writeLockedSagas(tx, [{ saga, order: before.order, version: before.version, state }]);
  const version = before.version + 1;
  await tx`
    update sagas s set version = ${version}, owner = ${runner} where s.order_id = ${before.order} and s.id = ${saga}`;
  return { ...before, state, version, owner: runner };
}
