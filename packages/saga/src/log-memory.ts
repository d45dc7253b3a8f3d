import type { Claimed, ClaimRequest, DecisionItem, NewSaga, SagaLog, SagaRow, SaveItem } from './log.ts';
import { DEADLINE_MS } from './log.ts';
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
  startedAt: number;
  deadline: number;
}

export interface MemoryLog extends SagaLog {
  readonly rows: Map<string, MemoryRow>;
  /** As `insertSagas`: writes what is not there yet. */
  insert(sagas: readonly NewSaga[]): SagaRow[];
}

export interface MemoryLogParts {
  decisions?: Record<string, (item: DecisionItem) => Reply>;
  /** The log's clock, ms since 1970; stands still at 0 when left out. */
  now?: () => number;
}

/** A log in memory, with the same version check as the real one; for tests and simulation. */
export function memoryLog({ decisions = {}, now = () => 0 }: MemoryLogParts = {}): MemoryLog {
  const rows = new Map<string, MemoryRow>();
  return {
    rows,
    insert: (sagas) => sagas.map((saga) => insert(rows, saga, now())),
    save: async (item) => save(rows, decisions, item),
    claim: async (request) => claim(rows, request, now()),
  };
}

function insert(rows: Map<string, MemoryRow>, saga: NewSaga, at: number): SagaRow {
  const row: MemoryRow = rows.get(saga.id) ?? {
    id: saga.id,
    order: saga.order,
    definition: saga.definition.name,
    definitionVersion: saga.definition.version,
    version: 1,
    status: 'running',
    data: JSON.stringify(initialState(saga.data)),
    startedAt: at,
    deadline: at + (saga.deadlineMs ?? DEADLINE_MS),
  };
  rows.set(row.id, row);
  return { ...sagaRow(row, at), version: 1 };
}

function save(
  rows: Map<string, MemoryRow>,
  decisions: NonNullable<MemoryLogParts['decisions']>,
  item: SaveItem,
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
  row.data = JSON.stringify(state);
  row.status = statusOf(state);
  return state;
}

function claim(rows: Map<string, MemoryRow>, request: ClaimRequest, at: number): Claimed {
  const before = request.before ?? String(at);
  const mine = new Set(request.definitions.map(({ name, version }) => `${name} ${version}`));
  const except = new Set(request.except);
  const open = [...rows.values()].filter(
    (row) =>
      row.status !== 'ended' &&
      row.startedAt <= Number(before) &&
      mine.has(`${row.definition} ${row.definitionVersion}`) &&
      !except.has(row.id),
  );
  const taken = open.slice(0, request.limit);
  for (const row of taken) row.version++;
  return { rows: taken.map((row) => sagaRow(row, at)), before, left: open.length > taken.length };
}

function sagaRow(row: MemoryRow, at: number): SagaRow {
  const { id, order, definition, definitionVersion, version, startedAt, deadline } = row;
  const state = JSON.parse(row.data) as SagaState;
  return {
    id,
    order,
    definition,
    definitionVersion,
    version,
    state,
    startedAt,
    deadline,
    remaining: deadline - at,
  };
}
