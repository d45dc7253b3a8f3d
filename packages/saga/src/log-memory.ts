import { type MemoryLeases, type MemoryRunner, memoryLeases } from './leases-memory.ts';
import type {
  Cause,
  Claimed,
  ClaimRequest,
  DecisionItem,
  NewSaga,
  Retake,
  SagaLog,
  SagaRow,
  SaveItem,
} from './log.ts';
import { DEADLINE_MS, STRAY_MS } from './log.ts';
import { fault, type Reply } from './message.ts';
import { initialState, type SagaState, statusOf } from './state.ts';

/** A saga as it lies in memory: its state is text, so that nothing survives here that JSON would lose. */
export interface MemoryRow {
  id: string;
  order: string;
  definition: string;
  definitionVersion: number;
  version: number;
  status: 'running' | 'parked' | 'ended';
  data: string;
  /** As in the table: null when written by a release that knows no owners. */
  owner: number | null;
  startedAt: number;
  deadline: number;
  updatedAt: number;
  trace: string | null;
}

export interface MemoryLog extends SagaLog {
  readonly rows: Map<string, MemoryRow>;
  readonly runners: Map<number, MemoryRunner>;
  /** As `insertSagas`: writes what is not there yet, for the runner `owner`. */
  insert(sagas: readonly NewSaga[], owner?: number): SagaRow[];
  /** The leases as one process sees it; make one for each. */
  leases(takeOver: number): MemoryLeases;
}

export interface MemoryLogParts {
  decisions?: Record<string, (item: DecisionItem) => Reply>;
  /** The log's clock, ms since 1970; stands still at 0 when left out. */
  now?: () => number;
}

/** A log in memory, with the same version check as the real one; for tests and simulation. */
export function memoryLog({ decisions = {}, now = () => 0 }: MemoryLogParts = {}): MemoryLog {
  const rows = new Map<string, MemoryRow>();
  const runners = new Map<number, MemoryRunner>();
  return {
    rows,
    runners,
    leases: (takeOver) => memoryLeases(runners, now, takeOver),
    insert: (sagas, owner = 0) => sagas.map((saga) => insert(rows, saga, owner, now())),
    save: async (item) => save(rows, decisions, item, now()),
    claim: async (request) => claim(rows, runners, request, now()),
    retake: async (request) => retake(rows, request, now()),
  };
}

function insert(rows: Map<string, MemoryRow>, saga: NewSaga, owner: number, at: number): SagaRow {
  const row: MemoryRow = rows.get(saga.id) ?? {
    id: saga.id,
    order: saga.order,
    definition: saga.definition.name,
    definitionVersion: saga.definition.version,
    version: 1,
    status: 'running',
    data: JSON.stringify(initialState(saga.data)),
    owner,
    startedAt: at,
    deadline: at + (saga.deadlineMs ?? DEADLINE_MS),
    updatedAt: at,
    trace: saga.trace ?? null,
  };
  rows.set(row.id, row);
  return { ...sagaRow(row, at), version: 1, owner };
}

function save(
  rows: Map<string, MemoryRow>,
  decisions: NonNullable<MemoryLogParts['decisions']>,
  item: SaveItem,
  at: number,
) {
  const row = rows.get(item.saga);
  if (row?.version !== item.version) return 'lost';
  let { state } = item;
  if (item.decide) {
    const decision = decisions[item.decide.name];
    const { data, reason } = state;
    const asked = { saga: item.saga, order: item.order, data, reason };
    state = item.decide.settle(decision?.(asked) ?? fault(`there is no decision '${item.decide.name}'`));
  }
  write(row, state, at);
  return state;
}

function write(row: MemoryRow, state: SagaState, at: number): void {
  row.data = JSON.stringify(state);
  row.status = statusOf(state);
  row.updatedAt = at;
}

function claim(
  rows: Map<string, MemoryRow>,
  runners: Map<number, MemoryRunner>,
  { runner, definitions, except, limit }: ClaimRequest,
  at: number,
): Claimed {
  const mine = new Set(definitions.map(({ name, version }) => `${name} ${version}`));
  const running = new Set(except);
  const taken: Claimed['rows'] = [];
  for (const row of rows.values()) {
    if (taken.length === limit) break;
    if (row.status === 'ended' || running.has(row.id)) continue;
    if (!mine.has(`${row.definition} ${row.definitionVersion}`)) continue;
    const cause = takeable(row, runners, runner, at);
    if (cause) taken.push({ ...takeOver(row, runner, at), cause });
  }
  return { rows: taken, left: taken.length === limit };
}

function takeable(
  { owner, updatedAt }: MemoryRow,
  runners: Map<number, MemoryRunner>,
  runner: number,
  at: number,
): Cause | undefined {
  if (owner === 0) return 'ownerless';
  if (owner === null || owner === runner) {
    if (at - updatedAt < STRAY_MS) return undefined;
    return owner === null ? 'ownerless' : 'stray';
  }
  const found = runners.get(owner);
  return found ? found.gone : 'died';
}

function takeOver(row: MemoryRow, runner: number, at: number): SagaRow {
  row.version++;
  row.owner = runner;
  row.updatedAt = at;
  return sagaRow(row, at);
}

function retake(rows: Map<string, MemoryRow>, { saga, runner, change }: Retake, at: number) {
  const row = rows.get(saga);
  if (!row) return undefined;
  const state = change(sagaRow(row, at));
  if (!state || row.status === 'ended') return undefined;
  write(row, state, at);
  return takeOver(row, runner, at);
}

function sagaRow(row: MemoryRow, at: number): SagaRow {
  const { id, order, definition, definitionVersion, version, owner, startedAt, deadline, trace } = row;
  const state = JSON.parse(row.data) as SagaState;
  return {
    id,
    order,
    definition,
    definitionVersion,
    version,
    owner: owner ?? 0,
    trace,
    state,
    startedAt,
    deadline,
    remaining: deadline - at,
  };
}
