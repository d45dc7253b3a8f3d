import type { Database } from './database.ts';
import type { RunnerHost } from './runner.ts';
import { count, type Stage } from './stage.ts';
import { die, freeze } from './strikes.ts';
import type { Fault } from './weather.ts';

type Button = 'retry' | 'turn-back';

const UNWANTED = { code: 'cancelled_by_shop' };

/** Faults that strike out of the blue, and operators who press a button whatever the moment. */
export function incidents<Row>(stage: Stage, db: Database<Row>, runners: readonly RunnerHost<Row>[]): void {
  const { agenda, random, weather } = stage;
  const pick = () => runners[random.below(runners.length)]!;
  const kinds: [Fault, () => void][] = [
    ['a runner dies', () => die(stage, pick().host)],
    ['a runner freezes', () => freeze(stage, pick().host)],
    ['a runner is stopped', () => pick().stop()],
    ['the database dies', () => db.die()],
    ['a runner loses its lock', () => pick().connection.cut()],
    ['an operator turns a saga back', () => pressAny(stage, db, pick(), 'turn-back')],
    ['an operator tries a saga again', () => pressAny(stage, db, pick(), 'retry')],
  ];
  for (const [fault, happen] of kinds) {
    if (weather.rate(fault) === 0 || random.chance(0.3)) continue;
    agenda.after(random.between(0, weather.until - agenda.now()), () => {
      count(stage, fault);
      if (fault === 'a runner loses its lock') stage.tell?.('network', 'breaks the connection of a lease');
      happen();
    });
  }
}

/** A button is pressed for any saga, at any process that is up, whether or not it is allowed now. */
function pressAny<Row>(stage: Stage, db: Database<Row>, door: RunnerHost<Row>, button: Button): void {
  const sagas = [...db.memory.rows.keys()];
  const saga = sagas[stage.random.below(sagas.length)];
  if (saga === undefined || !door.host.up || door.host.frozen) return;
  press(stage, door, saga, button);
}

/** A button for one saga is pressed at one process. */
export function press<Row>(stage: Stage, door: RunnerHost<Row>, saga: string, button: Button): void {
  stage.tell?.('operator', `asks ${door.host.name}: ${button} ${saga}`);
  const wish = button === 'retry' ? { type: button } : { type: button, reason: UNWANTED };
  // Who hears that it went wrong looks again later.
  door.runner.intervene(saga, wish).catch(() => {});
}
