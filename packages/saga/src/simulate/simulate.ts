import type { SagaState } from '../state.ts';
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
import { broken, count, type RuleName, type Stage } from './stage.ts';
import { traffic } from './traffic.ts';
import { drawWeather } from './weather.ts';
import type { OrderPlan, Scene, Wish, World } from './world.ts';

/** The parts of a run that a test may spoil, to see whether that is noticed. */
export interface Parts<Row> extends RunnerParts<Row>, ParticipantParts {}

export interface Outcome {
  readonly seed: number;
  /** Whether it has come to its end, and was not cut short. */
  readonly over: boolean;
  /** The first rule that was broken, in a sentence. */
  readonly failure: string | undefined;
  readonly broken: RuleName | undefined;
  /** How often each fault struck, and what else happened. */
  readonly seen: ReadonlyMap<string, number>;
  readonly sagas: number;
  /** How many transactions the participants have written, and how many commands were in them. */
  readonly written: { readonly batches: number; readonly commands: number };
  /** How the sagas have ended. */
  readonly states: ReadonlyMap<string, SagaState>;
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

/** All parts as they should be. */
export function honest<Row>(): Parts<Row> {
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

/** How a world is run. */
export interface How<Row> {
  readonly parts?: Partial<Parts<Row>>;
  /** Hears the story. */
  readonly listen?: (line: Line) => void;
  /** Draws no faults: nothing goes wrong but what is done from outside. */
  readonly fine?: boolean;
  /**
   * Looks into the world, and may do something to it, before each thing that happens; `happened` says how many have.
   * False ends the run there.
   */
  readonly watch?: (happened: number, stage: Stage, cast: Cast<Row>) => boolean;
}

/**
 * Runs one simulated world from its seed until everything in it has ended, and says whether a rule was broken.
 * The same seed, world, parts and meddling give the same run, event for event.
 */
export async function simulate<Row>(world: World<Row>, seed: number, how: How<Row> = {}): Promise<Outcome> {
  const stage = stageOf(seed, how as How<unknown>);
  const scene = world.scene(stage.random);
  const cast = castOf(stage, world, scene, { ...honest<Row>(), ...how.parts });
  const over = await play(stage, cast, how.watch);
  if (over && stage.failure === undefined) checkEnd(stage, cast.db, cast.participants, scene.resources);
  return {
    seed,
    over,
    failure: stage.failure,
    broken: stage.broken,
    seen: stage.seen,
    written: stage.written,
    sagas: cast.db.states.size,
    states: cast.db.states,
  };
}

function stageOf(seed: number, { listen, fine, watch }: How<unknown>): Stage {
  const random = randomFrom(seed);
  const time = agenda(START);
  const seen = new Map<string, number>();
  return {
    agenda: time,
    began: START,
    random,
    weather: drawWeather(random, time, (fault) => count({ seen }, fault), fine),
    seen,
    tell: listen && ((who, what) => listen({ at: time.now() - START, who, what })),
    traffic: watch && traffic(time),
    clocksAgree: random.chance(0.7),
    written: { batches: 0, commands: 0 },
    failure: undefined,
    meddledAt: 0,
    underway: 0,
    stirred: false,
  };
}

/** Who takes part in a run. */
export interface Cast<Row> {
  /** ms since 1970. */
  readonly startedAt: number;
  readonly plans: readonly OrderPlan<Row>[];
  readonly db: Database<Row>;
  readonly participants: ReadonlyMap<string, Participant>;
  readonly runners: readonly RunnerHost<Row>[];
  /** Somebody comes at once who wants something of an order. */
  ask(plan: OrderPlan<Row>, wish: Wish<Row>): void;
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
  const plans = scene.orders.map((plan) => ({ ...plan, wishes: [...(plan.wishes ?? [])] }));
  rounds(stage, plans, db, runners);
  const { served, ask } = customers(stage, plans, runners);
  return {
    ...{ startedAt: START, plans, db, participants, runners },
    ask(plan, wish) {
      plans.find(({ saga }) => saga === plan.saga)?.wishes.push(wish);
      ask(plan, wish);
    },
    served: () => served() && !plans.some((plan) => waitingOf(stage, db, plan).length > 0),
  };
}

/** Lets one thing happen after the other until nothing is left to be done, or a rule is broken; false when cut short. */
async function play<Row>(stage: Stage, cast: Cast<Row>, watch: How<Row>['watch']): Promise<boolean> {
  const { agenda: time, weather } = stage;
  for (let happened = 0; stage.failure === undefined && !isOver(stage, cast); happened++) {
    if (watch?.(happened, stage, cast) === false) return false;
    try {
      time.step();
    } catch (error) {
      broken(stage, 'nothing_thrown', `something was thrown: ${(error as Error).message}`);
    }
    const limit = Math.max(weather.until, stage.meddledAt) + PATIENCE;
    if (time.now() > limit) broken(stage, 'all_ends', unfinished(stage, cast));
    // In a process one thing follows from another by promises, which have their turn before time goes on; what
    // takes more turns than these goes on after the next event.
    const hops = stage.stirred ? HOPS : 1;
    stage.stirred = false;
    for (let hop = 0; hop < hops; hop++) await settled;
  }
  return true;
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
