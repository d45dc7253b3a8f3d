import type { PendingQuery, Row, Sql, TransactionSql } from 'postgres';
import { lines, plain } from './arrays.ts';
import { claim, retakeSaga } from './claim-postgres.ts';
import { encodeState } from './encode.ts';
import type { DecisionItem, NewSaga, SagaLog, SagaRow, SaveItem } from './log.ts';
import { DEADLINE_MS } from './log.ts';
import { fault, type Reply } from './message.ts';
import { key, lockSagas, type Save, writeLockedSagas, writeSagas } from './saves-postgres.ts';
import { initialState, type SagaState } from './state.ts';

type Types = Record<string, unknown>;

/**
 * Decides about any number of sagas inside the log's transaction; one reply each, in the same order. What it asks for
 * travels with the lock on the sagas and must only read and lock; it is asked once more, about fewer, when
 * some of them turn out to be another runner's.
 */
export type Decision<T extends Types> = (
  tx: TransactionSql<T>,
  items: DecisionItem[],
  later: Later,
) => Promise<Reply[]>;

/** A statement that has not been sent. */
export type Statement = PendingQuery<Row[]>;
/** Takes what a decision writes, as statements, which travel with the sagas: what waits for an answer would miss the COMMIT. */
export type Later = (write: () => Statement | readonly Statement[]) => void;

export interface PostgresLogParts<T extends Types> {
  sql: Sql<T>;
  /**
   * Makes a batch that forms itself: repeats it whole after passing errors, splits it to find an item that
   * breaks it. Items say where they belong when they are traced. Without it each item is saved alone, and an error
   * is the caller's to repeat, as the runner does.
   */
  batch?: <I extends Pick<SaveItem, 'trace'>, O>(
    run: (items: I[]) => Promise<O[]>,
  ) => (item: I) => Promise<O>;
  /**
   * By name. A decision may be asked again about what it has decided already (the answer to a COMMIT can be
   * lost), and must then say the same. It locks what it changes sorted by order.
   */
  decisions: Record<string, Decision<T>>;
  /**
   * Runs a transaction that begins with a lock, if there is a quicker way than `sql.begin`. `last` is called when
   * all that is still to be written is asked for in the same turn.
   */
  transaction?: <R>(work: (tx: TransactionSql<T>, last: () => void) => Promise<R>) => Promise<R>;
}

/** The saga log in PostgreSQL: saves in batches, one transaction each. */
export function postgresLog<T extends Types>(parts: PostgresLogParts<T>): SagaLog {
  const { sql, batch = alone, decisions } = parts;
  const transaction =
    parts.transaction ??
    (<R>(work: (tx: TransactionSql<T>, last: () => void) => Promise<R>) =>
      sql.begin((tx) => work(tx, () => {})) as Promise<R>);
  const plainSql = sql as unknown as Sql;
  const save = batch<SaveItem, SagaState | 'lost'>((items) => {
    if (items.every((item) => !item.decide)) return saveAll(plainSql, items);
    return transaction((tx, last) => decideAndSave(tx, items, decisions, last));
  });
  return {
    save: (item) => (item.decide ? save(item).catch((error) => save(faulted(item, error))) : save(item)),
    claim: (request) => claim(plainSql, request),
    retake: (request) => sql.begin((tx) => retakeSaga(tx, request)) as Promise<SagaRow | undefined>,
  };
}

const alone: NonNullable<PostgresLogParts<Types>['batch']> = (run) => async (item) => (await run([item]))[0]!;

/**
 * A decision that breaks at what stands in a row (SQLSTATE 22, 23) would break for ever: that is its fault, saved
 * as such, and parked when it happens too often. Throws any other error again.
 */
function faulted({ decide, ...item }: SaveItem, error: unknown): SaveItem {
  const { name, code, message } = error as { name?: unknown; code?: unknown; message?: unknown };
  if (!decide || name !== 'PostgresError' || !/^2[23]/.test(String(code))) throw error;
  return { ...item, state: decide.settle(fault(`the decision '${decide.name}' failed: ${message}`)) };
}

async function saveAll(sql: Sql, items: readonly SaveItem[]): Promise<(SagaState | 'lost')[]> {
  const saved = await writeSagas(sql, items);
  return items.map((item) => saved.get(key(item)) ?? 'lost');
}

async function decideAndSave<T extends Types>(
  tx: TransactionSql<T>,
  items: readonly SaveItem[],
  decisions: Record<string, Decision<T>>,
  last: () => void,
): Promise<(SagaState | 'lost')[]> {
  const db = tx as unknown as TransactionSql;
  // What was taken over by another runner must not be decided by this one.
  const [mine, early] = await Promise.all([lockSagas(db, items), decideAll(tx, decisions, items)]);
  const held = items.filter((item) => mine.has(key(item)));
  const { replies, writes } = held.length === items.length ? early : await decideAll(tx, decisions, held);
  const saves = held.map((item): Save => {
    const reply = replies.get(item);
    return { ...item, state: reply ? item.decide!.settle(reply) : item.state };
  });
  last();
  const [saved] = await Promise.all([writeLockedSagas(db, saves), ...writes.flatMap((write) => write())]);
  return items.map((item) => saved.get(key(item)) ?? 'lost');
}

interface Decided {
  replies: Map<SaveItem, Reply>;
  writes: Parameters<Later>[0][];
}

/** Asks the decisions of all items that have one, each once. */
async function decideAll<T extends Types>(
  tx: TransactionSql<T>,
  decisions: Record<string, Decision<T>>,
  items: readonly SaveItem[],
): Promise<Decided> {
  const replies = new Map<SaveItem, Reply>();
  const writes: Parameters<Later>[0][] = [];
  const later: Later = (write) => void writes.push(write);
  const asking = [...Map.groupBy(items, (item) => item.decide?.name)];
  await Promise.all(
    asking.map(async ([name, asked]) => {
      if (name === undefined) return;
      const answers = await decideOne(tx, decisions[name], { name, later }, asked);
      for (const [index, item] of asked.entries()) replies.set(item, answers[index]!);
    }),
  );
  return { replies, writes };
}

async function decideOne<T extends Types>(
  tx: TransactionSql<T>,
  decision: Decision<T> | undefined,
  { name, later }: { name: string; later: Later },
  items: readonly SaveItem[],
): Promise<Reply[]> {
  if (!decision) return items.map(() => fault(`there is no decision '${name}'`));
  const asked = items.map(({ saga, order, state }) => ({
    saga,
    order,
    data: state.data,
    reason: state.reason,
  }));
  const replies = await decision(tx, asked, later);
  if (replies.length !== items.length) throw new Error(`The decision '${name}' did not answer once an item.`);
  return replies;
}

/**
 * Writes new sagas inside the caller's transaction, beside what they are about, and gives them back in the
 * same order as a runner's `start` takes them; `owner` is that runner. One that is there already (the answer to
 * an earlier COMMIT was lost) is left as it is.
 */
export async function insertSagas<T extends Types>(
  tx: TransactionSql<T>,
  sagas: readonly NewSaga[],
  owner: number,
): Promise<SagaRow[]> {
  if (sagas.length === 0) return [];
  const states = sagas.map((saga) => initialState(saga.data));
  const sorted = sagas.map((saga, index) => ({ ...saga, json: encodeState(states[index]!) }));
  sorted.sort((a, b) => (a.order < b.order ? -1 : 1));
  // Every row starts at the transaction's now(), so one row tells the time of all.
  const [time] = await (tx as unknown as Sql)<{ now: number }[]>`
    with new as (
      insert into sagas (order_id, id, definition, definition_version, state, data, owner, deadline, trace)
      select order_id, id, definition, definition_version, 'running', data, ${owner}, now() + ms * interval '1 ms', trace
      from unnest(
        ${plain(sorted.map((saga) => saga.order))}::uuid[],
        ${plain(sorted.map((saga) => saga.id))}::uuid[],
        ${plain(sorted.map((saga) => saga.definition.name))}::text[],
        ${plain(sorted.map((saga) => saga.definition.version))}::int[],
        ${plain(sorted.map((saga) => saga.deadlineMs ?? DEADLINE_MS))}::float8[],
        string_to_array(${lines(sorted.map((saga) => saga.json))}, chr(10)),
        ${traces(sorted)}::text[]
      ) as n(order_id, id, definition, definition_version, ms, data, trace)
      on conflict do nothing
    )
    select (extract(epoch from now()) * 1000)::float8 as now`;
  return sagas.map((saga, index) => newRow(saga, { state: states[index]!, startedAt: time!.now, owner }));
}

/** Nothing, which is a null for each, when none is traced. */
function traces(sagas: readonly NewSaga[]) {
  return sagas.some(({ trace }) => trace) ? plain(sagas.map(({ trace }) => trace ?? null)) : null;
}

function newRow(
  { id, order, definition, deadlineMs, trace = null }: NewSaga,
  now: Pick<SagaRow, 'state' | 'startedAt' | 'owner'>,
): SagaRow {
  const remaining = deadlineMs ?? DEADLINE_MS;
  const { name, version: definitionVersion } = definition;
  // The version is not read back: should another runner have taken the saga over meanwhile, our first save is lost.
  const row = { id, order, definition: name, definitionVersion, version: 1, trace };
  return { ...row, ...now, deadline: now.startedAt + remaining, remaining };
}
