import type { Host } from './host.ts';
import type { Stage } from './stage.ts';
import type { Fault } from './weather.ts';

/** What a runner's process can be about to do when it is struck. */
export type Point = 'sends' | 'writes' | 'has written';

const DIES: Record<Point, Fault> = {
  sends: 'a runner dies before it sends',
  writes: 'a runner dies before it writes',
  'has written': 'a runner dies after it has written',
};
const FREEZES: Record<Point, Fault> = {
  sends: 'a runner freezes before it sends',
  writes: 'a runner freezes before it writes',
  'has written': 'a runner freezes after it has written',
};

/** Lets a process die or freeze at one point of its work. */
export function strikesProcess(stage: Stage, own: Host, point: Point, what: string): void {
  if (!own.up || own.frozen) return;
  if (stage.weather.strikes(DIES[point])) die(stage, own, whereOf(point, what));
  else if (stage.weather.strikes(FREEZES[point])) freeze(stage, own, whereOf(point, what));
}

const whereOf = (point: Point, what: string) =>
  point === 'has written' ? `when it has written: ${what}` : `before it ${point}: ${what}`;

/** A process is killed, and started again after a while. */
export function die(stage: Stage, own: Host, where = ''): void {
  if (!own.up) return;
  stage.tell?.(own.name, `dies ${where}`.trim());
  own.crash();
  stage.agenda.after(stage.random.between(20, 2_500), () => own.start());
}

/** A process is frozen, and wakes after a while. */
export function freeze(stage: Stage, own: Host, where = ''): void {
  if (!own.up || own.frozen) return;
  stage.tell?.(own.name, `freezes ${where}`.trim());
  own.freeze();
  const { life } = own;
  stage.agenda.after(stage.random.between(50, 4_000), () => {
    if (own.life !== life || !own.frozen) return;
    stage.tell?.(own.name, 'wakes');
    own.wake();
  });
}
