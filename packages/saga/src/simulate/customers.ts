import type { SagaRow } from '../log.ts';
import type { RunnerHost } from './runner.ts';
import type { Stage } from './stage.ts';
import type { Scene } from './world.ts';

/** How often a customer comes again who was not answered, and after how long, ms. */
const TRIES = 6;
const PAUSE = 150;
/** Nobody waits longer for an answer. */
const GIVE_UP = 1_500;

/**
 * Customers come to any process that is up, and come again when they have not been answered. The returned function
 * says whether all of them have been served, or have given up.
 */
export function customers<Row>(
  stage: Stage,
  scene: Scene<Row>,
  runners: readonly RunnerHost<Row>[],
): () => boolean {
  let waiting = 0;
  const come = (
    at: number,
    wants: string,
    ask: (door: RunnerHost<Row>) => Promise<SagaRow | undefined>,
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
          (row) => {
            door.begin(row);
            end(true);
          },
          () => end(false),
        )
        .finally(forget);
    });
  };
  for (const plan of scene.orders) {
    come(plan.at, `places ${plan.saga.order}`, ({ connection, runner }) =>
      connection.begin(plan, runner.owner),
    );
    const { order } = plan.saga;
    for (const wish of plan.wishes ?? []) {
      come(wish.at, `${wish.says}, ${order}`, ({ connection, runner }) =>
        connection.wish('ask', { order, wish }, runner.owner),
      );
    }
  }
  return () => waiting === 0;
}
