import type { Database } from './database.ts';
import type { RunnerHost } from './runner.ts';
import { count, type Stage } from './stage.ts';
import { die, freeze } from './strikes.ts';
import type { Fault } from './weather.ts';

/** Faults that strike out of the blue. */
export function incidents<Row>(stage: Stage, db: Database<Row>, runners: readonly RunnerHost<Row>[]): void {
  const { agenda, random, weather } = stage;
  const pick = () => runners[random.below(runners.length)]!;
  const kinds: [Fault, () => void][] = [
    ['a runner dies', () => die(stage, pick().host)],
    ['a runner freezes', () => freeze(stage, pick().host)],
    ['a runner is stopped', () => pick().stop()],
    ['the database dies', () => db.die()],
    ['a runner loses its lock', () => pick().connection.cut()],
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
