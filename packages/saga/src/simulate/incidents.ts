import type { Wish } from '../intervene.ts';
import type { Database } from './database.ts';
import type { RunnerHost } from './runner.ts';
import { count, type Stage } from './stage.ts';
import { die, freeze } from './strikes.ts';
import type { Fault } from './weather.ts';

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
    [
      'an operator turns a saga back',
      () => press(stage, db, pick(), { type: 'turn-back', reason: UNWANTED }),
    ],
    ['an operator tries a saga again', () => press(stage, db, pick(), { type: 'retry' })],
  ];
  for (const [fault, happen] of kinds) {
    if (weather.rate(fault) === 0 || random.chance(0.3)) continue;
    agenda.after(random.between(0, weather.until - agenda.now()), () => {
      count(stage, fault);
      if (fault === 'a runner loses its lock') stage.tell?.('network', 'breaks a connection to the roster');
      happen();
    });
  }
}

/** A button is pressed for any saga, at any process that is up, whether or not it is allowed now. */
function press<Row>(stage: Stage, db: Database<Row>, door: RunnerHost<Row>, wish: Wish): void {
  const sagas = [...db.memory.rows.keys()];
  const saga = sagas[stage.random.below(sagas.length)];
  if (saga === undefined || !door.host.up || door.host.frozen) return;
  stage.tell?.('operator', `asks ${door.host.name}: ${wish.type} ${saga}`);
  door.runner.intervene(saga, wish).catch(() => {});
}
