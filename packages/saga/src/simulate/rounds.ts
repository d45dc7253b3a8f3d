import type { Database } from './database.ts';
import type { RunnerHost } from './runner.ts';
import { elapsed, type Stage } from './stage.ts';
import type { OrderPlan, Wish } from './world.ts';

/** How often somebody looks, ms. */
const EVERY = 700;

/** An operator looks after parked sagas, and a sweeper after wishes that had to wait. */
export function rounds<Row>(
  stage: Stage,
  plans: readonly OrderPlan<Row>[],
  db: Database<Row>,
  runners: readonly RunnerHost<Row>[],
): void {
  const round = () => {
    const door = runners[stage.random.below(runners.length)]!;
    if (door.host.up && !door.host.frozen) {
      for (const { id, status } of db.memory.rows.values()) if (status === 'parked') retry(stage, door, id);
      for (const plan of plans) {
        for (const wish of waitingOf(stage, db, plan)) honour(stage, door, plan.saga.order, wish);
      }
    }
    stage.agenda.after(EVERY, round);
  };
  stage.agenda.after(EVERY, round);
}

/** The wishes of an order that had to wait and can come true now. */
export function waitingOf<Row>(
  stage: Stage,
  db: Database<Row>,
  { saga, wishes = [] }: OrderPlan<Row>,
): Wish<Row>[] {
  const row = db.orders.get(saga.order);
  if (row === undefined) return [];
  const sagas = db.sagasOf(saga.order);
  return wishes.filter((wish) => {
    const wished = wish.honour(row, sagas, elapsed(stage));
    return wished.sagas?.length || (wished.row !== undefined && wished.row !== row);
  });
}

function retry<Row>(stage: Stage, { host, runner }: RunnerHost<Row>, saga: string): void {
  stage.tell?.('operator', `asks ${host.name} to try ${saga} again`);
  // Who hears that it went wrong looks again later; here and below.
  runner.intervene(saga, { type: 'retry' }).catch(() => {});
}

function honour<Row>(stage: Stage, door: RunnerHost<Row>, order: string, wish: Wish<Row>): void {
  stage.tell?.(door.host.name, `looks again at what is wished of ${order}`);
  door.connection.wish('honour', { order, wish }, door.runner.owner).then(
    (rows) => rows.forEach(door.begin),
    () => {},
  );
}
