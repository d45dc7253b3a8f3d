import type { NewSaga, SagaRow, SaveItem } from '../log.ts';
import { type MemoryLog, memoryLog } from '../log-memory.ts';
import { initialState, type SagaState } from '../state.ts';
import { type Locks, locks } from './locks.ts';
import { broken, count, type Stage } from './stage.ts';
import type { World } from './world.ts';

/**
 * The database with sagas and orders. What is in it has been committed and survives everything; a transaction
 * under way is known to nobody but itself, and is gone when its connection or the database dies.
 */
export interface Database<Row> {
  readonly memory: MemoryLog;
  readonly orders: Map<string, Row>;
  /** Each saga's state as it is committed. */
  readonly states: Map<string, SagaState>;
  readonly locks: Locks;
  readonly world: World<Row>;
  readonly up: boolean;
  /** A transaction belongs to one; each crash begins another. */
  readonly life: number;
  /** Calls at each crash: who had a connection has lost it. */
  readonly onCrash: Set<() => void>;
  /**
   * Writes a saga, and its order with it. The visit that wrote it gets it again when it was not answered; others get
   * nothing, as by the Idempotency-Key.
   */
  insert(saga: NewSaga, owner: number, visit: symbol, row?: Row): SagaRow | undefined;
  /** Commits a saga's state, and its order's row where a decision has changed it. */
  commit(item: SaveItem, state: SagaState, row?: Row): SagaState | 'lost';
  /** Notes a state that was committed by other ways than `commit`. */
  note(saga: string, state: SagaState): void;
  die(): void;
  /** The states of an order's sagas. */
  sagasOf(order: string): SagaState[];
  /** How many sagas have not ended. */
  open(): number;
}

export function database<Row>(stage: Stage, world: World<Row>): Database<Row> {
  const memory = memoryLog({ now: stage.agenda.now });
  const orders = new Map<string, Row>();
  const states = new Map<string, SagaState>();
  const authors = new Map<string, symbol>();
  const held = locks();
  const onCrash = new Set<() => void>();
  let up = true;
  let life = 1;
  let open = 0;
  const note = (saga: string, state: SagaState) => {
    const before = states.get(saga);
    // The same save may be repeated: the answer to a COMMIT can be lost.
    if (before?.ended && described(before) !== described(state)) {
      broken(
        stage,
        'ended_stays_ended',
        `${saga} had ended and then was saved again as: ${described(state)}`,
      );
    }
    if (!before?.ended && state.ended) {
      open--;
      count(stage, `${memory.rows.get(saga)!.definition} ends: ${state.reason?.code ?? state.ended}`);
    }
    states.set(saga, state);
    stage.tell?.('database', `has ${saga}: ${described(state)}`);
  };
  return {
    memory,
    orders,
    states,
    locks: held,
    world,
    onCrash,
    note,
    open: () => open,
    sagasOf: (order) =>
      [...memory.rows.values()].filter((row) => row.order === order).map(({ id }) => states.get(id)!),
    get up() {
      return up;
    },
    get life() {
      return life;
    },
    insert(saga, owner, visit, row) {
      const state = initialState(saga.data);
      if (!states.has(saga.id)) {
        open++;
        states.set(saga.id, state);
        authors.set(saga.id, visit);
        if (row !== undefined) orders.set(saga.order, row);
        stage.tell?.('database', `has ${saga.id}, a ${saga.definition.name} of ${saga.order}`);
      }
      const [written] = memory.insert([saga], owner);
      return authors.get(saga.id) === visit ? { ...written!, state } : undefined;
    },
    commit(item, state, row) {
      const { saga, order, version } = item;
      if (memory.rows.get(saga)?.version !== version) return 'lost';
      note(saga, state);
      if (row !== undefined) orders.set(order, row);
      void memory.save({ saga, order, version, state });
      return state;
    },
    die() {
      if (!up) return;
      stage.tell?.('database', 'dies');
      up = false;
      life++;
      held.clear();
      for (const call of onCrash) call();
      stage.agenda.after(stage.random.between(20, 1_200), () => {
        stage.tell?.('database', 'is there again');
        up = true;
      });
    },
  };
}

/** A state in a few words. */
function described(state: SagaState): string {
  if (state.ended) return `ended, ${state.ended}${state.reason ? `, ${state.reason.code}` : ''}`;
  const steps = state.steps.map(
    ({ name, phase, status }) => `${phase === 'undo' ? 'undo ' : ''}${name} ${status}`,
  );
  return `${state.going}${state.reason ? ` for ${state.reason.code}` : ''} (${steps.join(', ')})`;
}
