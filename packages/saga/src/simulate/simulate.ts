import { agenda } from './agenda.ts';
import { customers } from './customers.ts';
import { type Database, database } from './database.ts';
import { handle } from './handle.ts';
import type { Host } from './host.ts';
import { incidents } from './incidents.ts';
import { network } from './network.ts';
import { type Participant, type ParticipantParts, participant } from './participant.ts';
import { randomFrom } from './random.ts';
import { rounds, waitingOf } from './rounds.ts';
import { checkEnd, checkSending } from './rules.ts';
import { type RunnerHost, type RunnerParts, runnerHost } from './runner.ts';
import { broken, count, type Stage } from './stage.ts';
import { drawWeather } from './weather.ts';
import type { Scene, World } from './world.ts';

/** The parts of a run that a test may spoil, to see whether that is noticed. */
export interface Parts<Row> extends RunnerParts<Row>, ParticipantParts {}

export interface Outcome {
  readonly seed: number;
  /** The first rule that was broken, in a sentence. */
  readonly failure: string | undefined;
  /** How often each fault struck, and what else happened. */
  readonly seen: ReadonlyMap<string, number>;
  readonly sagas: number;
}

export interface Line {
  readonly at: number;
  readonly who: string;
  readonly what: string;
}

const START = Date.parse('2026-01-01T00:00:00Z');
/** After the last fault every saga has so long to end, ms: longer than a stray one waits to be found. */
const PATIENCE = 60_000;
const HOPS = 3;
const settled = Promise.resolve();

function honest<Row>(): Parts<Row> {
  return {
    log: (log) => log,
    transport: (transport) => transport,
    handle,
    flush(disk, then) {
      disk.flush();
      then();
    },
  };
}

/**
 * Runs one simulated world from its seed until everything in it has ended, and says whether a rule was broken.
 * The same seed, world and parts give the same run, event for event; `listen` hears its story.
 */
export async function simulate<Row>(
  world: World<Row>,
  seed: number,
  how: { parts?: Partial<Parts<Row>>; listen?: (line: Line) => void } = {},
): Promise<Outcome> {
  const { listen } = how;
  const stage = stageOf(seed, listen);
  const scene = world.scene(stage.random);
  const cast = castOf(stage, world, scene, { ...honest<Row>(), ...how.parts });
  await play(stage, cast);
  if (stage.failure === undefined) checkEnd(stage, cast.db, cast.participants, scene.resources);
  return {
    seed,
    failure: stage.failure,
    seen: stage.seen,
    sagas: cast.db.states.size,
  };
}

function stageOf(seed: number, listen: ((line: Line) => void) | undefined): Stage {
  const random = randomFrom(seed);
  const time = agenda(START);
  const seen = new Map<string, number>();
  return {
    agenda: time,
    random,
    weather: drawWeather(random, time, (fault) => count({ seen }, fault)),
    seen,
    tell: listen && ((who, what) => listen({ at: time.now() - START, who, what })),
    clocksAgree: random.chance(0.7),
    failure: undefined,
    underway: 0,
    stirred: false,
  };
}

interface Cast<Row> {
  db: Database<Row>;
  participants: Map<string, Participant>;
  runners: RunnerHost<Row>[];
  /** Whether all customers have done what they came for, and no wish waits. */
  served(): boolean;
}

function castOf<Row>(stage: Stage, world: World<Row>, scene: Scene<Row>, parts: Parts<Row>): Cast<Row> {
  const db = database(stage, world);
  const participants = new Map<string, Participant>();
  for (const plan of world.participants) {
    const resources = scene.resources[plan.service] ?? {};
    participants.set(plan.service, participant(stage, plan, resources, parts));
  }
  const toNetwork = (own: Host) =>
    network(stage, own, participants, (command) => checkSending(stage, db, command, own.calm));
  const names = stage.random.chance(0.6) ? ['runner-a', 'runner-b'] : ['runner-a'];
  const runners = names.map((name) => runnerHost(stage, name, db, toNetwork, parts));
  incidents(stage, db, runners);
  rounds(stage, scene.orders, db, runners);
  const come = customers(stage, scene, runners);
  const served = () => come() && !scene.orders.some((plan) => waitingOf(db, plan).length > 0);
  return { db, participants, runners, served };
}

/** Lets one thing happen after the other until nothing is left to be done, or a rule is broken. */
async function play<Row>(stage: Stage, cast: Cast<Row>): Promise<void> {
  const { agenda: time, weather } = stage;
  const limit = weather.until + PATIENCE;
  while (stage.failure === undefined && !isOver(stage, cast)) {
    try {
      time.step();
    } catch (error) {
      broken(stage, `something was thrown: ${(error as Error).message}`);
    }
    if (time.now() > limit) broken(stage, unfinished(stage, cast));
    // In a process one thing follows from another by promises, which have their turn before time goes on; what
    // takes more turns than these goes on after the next event.
    const hops = stage.stirred ? HOPS : 1;
    stage.stirred = false;
    for (let hop = 0; hop < hops; hop++) await settled;
  }
}

function isOver<Row>(stage: Stage, { db, runners, served }: Cast<Row>): boolean {
  if (db.open() > 0 || stage.underway > 0 || !served()) return false;
  return runners.every(({ host, runner }) => !host.up || (!host.frozen && runner.running() === 0));
}

function unfinished<Row>({ underway }: Stage, { db, runners }: Cast<Row>): string {
  const open = [...db.states].filter(([, state]) => !state.ended).map(([id]) => id);
  if (open.length > 0) return `${open.join(' and ')} did not end, long after the last fault`;
  const busy = runners
    .filter(({ host, runner }) => host.up && runner.running() > 0)
    .map(({ host }) => host.name);
  return `${busy.join(' and ') || 'the world'} did not come to rest (${underway} messages under way)`;
}
