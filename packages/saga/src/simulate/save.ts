import type { SagaLog, SaveItem } from '../log.ts';
import { fault } from '../message.ts';
import type { SagaState } from '../state.ts';
import type { Database } from './database.ts';
import type { Host } from './host.ts';
import { latency, type Stage } from './stage.ts';

type Saved = Awaited<ReturnType<SagaLog['save']>>;

/** A save that has come to the database. */
export interface Saving {
  readonly item: SaveItem;
  answer(saved: Saved): void;
  fail(why: string): void;
}

/** The database ends a transaction whose client has said nothing for so long, ms. */
const IDLE = 2_000;

/** Saves; a decision is made under the locks of its rows, and counts when it is committed with the state. */
export function save<Row>(stage: Stage, db: Database<Row>, own: Host, saving: Saving): void {
  const { item, answer, fail } = saving;
  const { life } = db;
  const keys = item.decide ? [item.saga, item.order] : [item.saga];
  const free = () => {
    if (db.life === life) db.locks.free(keys);
  };
  const go = () => {
    if (item.decide && db.memory.rows.get(item.saga)?.version === item.version) {
      return decide(stage, db, own, saving, free);
    }
    answer(db.commit(item, item.state));
    free();
  };
  db.locks.take(keys, go, () => fail('the database has died'));
}

/** The transaction waits here while its client settles what follows, and the client may die or freeze over it. */
function decide<Row>(
  stage: Stage,
  db: Database<Row>,
  own: Host,
  { item, answer, fail }: Saving,
  free: () => void,
): void {
  const { agenda } = stage;
  const { life } = own;
  const era = db.life;
  const { reply, row } = decided(db, item);
  let over = false;
  const end = (call: () => void) => {
    if (over) return;
    over = true;
    forgetIdle();
    call();
    free();
  };
  const abort = (why: string) => end(() => fail(why));
  const forgetIdle = agenda.after(IDLE, () => abort('the transaction was idle for too long'));
  const commit = (state: SagaState) =>
    end(() => (db.life === era ? answer(db.commit(item, state, row)) : fail('the database has died')));
  agenda.after(latency(stage), () => {
    if (!own.up || own.life !== life) return abort('its client has died');
    own.within(life, () => {
      if (over) return;
      const state = item.decide!.settle(reply);
      agenda.after(latency(stage), () => commit(state));
    });
  });
}

function decided<Row>(db: Database<Row>, { saga, order, state, decide }: SaveItem) {
  const row = db.orders.get(order);
  const decision = db.world.decisions[decide!.name];
  if (!decision || row === undefined) return { reply: fault(`nothing decides '${decide!.name}'`), row };
  return decision(row, { saga, order, data: state.data, reason: state.reason });
}
