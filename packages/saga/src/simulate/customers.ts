import type { SagaRow } from '../log.ts';
import type { RunnerHost } from './runner.ts';
import type { Stage } from './stage.ts';
import type { OrderPlan, Wish } from './world.ts';

/** How often a customer comes again who was not answered, and after how long, ms. */
const TRIES = 6;
const PAUSE = 150;
/** Nobody waits longer for an answer. */
const GIVE_UP = 1_500;

export interface Customers<Row> {
  served(): boolean;
  ask(plan: OrderPlan<Row>, wish: Wish<Row>): void;
}

/**
 * Customers come to any process that is up, and come again when they have not been answered. `served` says whether all
 * of them have been, or have given up; `ask` lets one more come, who wants something of an order.
 */
export function customers<Row>(
  stage: Stage,
  plans: readonly OrderPlan<Row>[],
  runners: readonly RunnerHost<Row>[],
): Customers<Row> {
  let waiting = 0;
  const come = (
    at: number,
    wants: string,
    ask: (door: RunnerHost<Row>) => Promise<readonly SagaRow[] | SagaRow | undefined>,
    tries = 1,
  ) => {
    waiting++;
    stage.agenda.after(at, () => {
      const door = runners[stage.random.below(runners.length)]!;
      let over = false;
      const end = (served: boolean) => {
        if (over) return;
        over = true;
        if (!served && tries < TRIES) come(PAUSE, wants, ask, tries + 1);
        waiting--;
      };
      if (!door.host.up || door.host.frozen) return end(false);
      stage.tell?.('customer', `${wants}, at ${door.host.name}`);
      const forget = stage.agenda.after(GIVE_UP, () => end(false));
      ask(door)
        .then(
          (rows = []) => {
            for (const row of [rows].flat()) door.begin(row);
            end(true);
          },
          () => end(false),
        )
        .finally(forget);
    });
  };
  const ask = ({ saga: { order } }: OrderPlan<Row>, wish: Wish<Row>) =>
    come(wish.at, `${wish.says}, ${order}`, ({ connection, runner }) =>
      connection.wish('ask', { order, wish }, runner.owner),
    );
  for (const plan of plans) {
    come(plan.at, `places ${plan.saga.order}`, ({ connection, runner }) =>
      connection.begin(plan, runner.owner),
    );
    for (const wish of plan.wishes ?? []) ask(plan, wish);
  }
  return { served: () => waiting === 0, ask };
}
