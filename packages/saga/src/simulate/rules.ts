import { isDecision, type SagaDefinition } from '../definition.ts';
import type { Command } from '../message.ts';
import { indexOfStep, type Phase, type SagaState } from '../state.ts';
import type { Database } from './database.ts';
import { movesOf } from './handle.ts';
import type { Participant } from './participant.ts';
import { broken, type Stage } from './stage.ts';
import type { Standing, World } from './world.ts';

/** So long after its deadline a saga may still go on, at most, when saves had to be repeated, ms. */
const GRACE = 3_000;

/**
 * A command leaves a runner: what it follows from must be in the database, not only in the runner's memory. And
 * a process that was never frozen (`calm`) honours the deadline.
 */
export function checkSending<Row>(stage: Stage, db: Database<Row>, command: Command, calm: boolean): void {
  const state = db.states.get(command.saga);
  const row = db.memory.rows.get(command.saga);
  const definition = db.world.definitions.find(({ name }) => name === row?.definition);
  const [, step = '', phase] = command.id.split('/');
  const place = definition?.places.get(step);
  if (!state || !definition || !place) {
    broken(stage, 'saved_before_sent', `${command.type} was sent for no known step`);
    return;
  }
  const overdue = stage.agenda.now() - (row?.deadline ?? 0);
  if (phase === 'do' && place.beforePivot && overdue > GRACE && calm) {
    broken(
      stage,
      'deadline_kept',
      `${command.type} of ${command.order} was sent ${overdue} ms after its saga's deadline`,
    );
  }
  if (phase === 'undo') {
    if (state.going === 'forward') {
      broken(
        stage,
        'saved_before_sent',
        `${command.type} of ${command.order} was sent while its saga still goes forward on disk`,
      );
    }
  } else if (!followsFromDisk(definition, state, place)) {
    broken(
      stage,
      'saved_before_sent',
      `${command.type} of ${command.order} was sent before what it follows from was saved`,
    );
  }
}

function followsFromDisk(
  definition: SagaDefinition,
  state: SagaState,
  { list, stage }: { list: 'stages' | 'refused'; stage: number },
): boolean {
  const stages = list === 'stages' ? definition.stages : definition.refused;
  const decision = stages.findLastIndex((steps, index) => index < stage && steps.some(isDecision));
  if (list === 'stages') return decision < 0 || (state.going === 'forward' && state.stage > decision);
  return decision < 0 ? state.going !== 'forward' : state.going === 'refused' && state.stage > decision;
}

/** All has become quiet: is every saga whole, is every participant where it must be, is nothing left? */
export function checkEnd<Row>(
  stage: Stage,
  db: Database<Row>,
  participants: ReadonlyMap<string, Participant>,
  resources: Record<string, Record<string, number>>,
): void {
  for (const [id, state] of db.states) {
    const { definition: name, order } = db.memory.rows.get(id)!;
    const definition = db.world.definitions.find((each) => each.name === name)!;
    const objection = db.world.objection(db.orders.get(order)!, { definition: name, state });
    if (objection) broken(stage, 'order_agrees', `${id}: ${objection}`);
    const gap = timelineOf(definition, state, stage.clocksAgree);
    if (gap) broken(stage, 'timeline_whole', `${id}: ${gap}`);
  }
  for (const [order, row] of db.orders) checkOrder(stage, db.world, participants, { order, row });
  for (const participant of participants.values()) {
    checkBooks(stage, participant, resources[participant.plan.service] ?? {});
  }
}

/** Every participant is where an order says that it must be. */
function checkOrder<Row>(
  stage: Stage,
  world: World<Row>,
  participants: ReadonlyMap<string, Participant>,
  { order, row }: { order: string; row: Row },
): void {
  for (const [name, wanted] of Object.entries(world.expected(row))) {
    const [service, of] = name.split('/');
    checkStanding(stage, participants.get(service!)!, of ? `${order}/${of}` : order, wanted);
  }
  for (const [service, wanted] of Object.entries(world.places(row))) {
    const { moved = {} } = participants.get(service)!.disk.entries.get(movesOf(order)) ?? {};
    for (const [thing, place] of Object.entries(wanted)) {
      const found = moved[thing]?.place;
      if (found !== place)
        broken(
          stage,
          'participant_agrees',
          `${service} has ${thing} '${found}', where it must be '${place}'`,
        );
    }
  }
  for (const [service, wanted] of Object.entries(world.remaining(row))) {
    const { took = {} } = participants.get(service)!.disk.entries.get(order) ?? {};
    for (const [resource, amount] of Object.entries(wanted)) {
      if (took[resource] !== amount)
        broken(
          stage,
          'participant_agrees',
          `${service} has ${took[resource]} of ${resource} for ${order}, where it must be ${amount}`,
        );
    }
  }
}

/** An ended saga's timeline tells of every step, once, and of its undo if it was undone. */
function timelineOf(definition: SagaDefinition, state: SagaState, timed: boolean): string | undefined {
  const { ended, steps, reason } = state;
  if (!ended) return 'it has not ended';
  if ((ended === 'refused') !== (reason !== undefined))
    return `it is ${ended}, for ${reason?.code ?? 'nothing'}`;
  if (steps.some(({ name, phase }, index) => indexOfStep(state, name, phase) !== index)) {
    return 'its timeline has a step twice';
  }
  for (const { name, attempts, startedAt, endedAt } of steps) {
    if (attempts < 1) return `'${name}' was done without an attempt`;
    if (timed && endedAt !== null && endedAt < startedAt) return `'${name}' ends before it begins`;
  }
  const told = ended === 'completed' ? definition.stages : definition.refused;
  const missing = told.flat().find(({ say }) => lineOf(state, say, 'do')?.status !== 'done');
  if (missing) return `it is ${ended}, but '${missing.say}' is not done in its timeline`;
  if (ended === 'completed') return undefined;
  const left = definition.undoable.find(
    ({ say }) => lineOf(state, say, 'do') && lineOf(state, say, 'undo')?.status !== 'done',
  );
  return left && `it is refused, but '${left.say}' is not undone in its timeline`;
}

const lineOf = (state: SagaState, step: string, phase: Phase) => state.steps[indexOfStep(state, step, phase)];

function checkStanding(
  stage: Stage,
  { plan, disk }: Participant,
  order: string,
  wanted: Standing | readonly string[],
): void {
  const found = typeof wanted === 'string' ? standing(disk.entries.get(order)?.state) : notes(disk, order);
  const text = String(wanted);
  if (String(found) !== text) {
    broken(
      stage,
      'participant_agrees',
      `${plan.service} ends with '${found}' for ${order}, where it must be '${text}'`,
    );
  }
}

function standing(state: string | undefined): string {
  return state === 'held' || state === 'finished' || state === 'returned' ? state : 'nothing';
}

function notes({ entries }: Participant['disk'], order: string): string[] {
  const own = [...entries].filter(([key, { state }]) => state === 'noted' && key.startsWith(`${order} `));
  return own.map(([, { word }]) => word ?? '').sort();
}

/** What is free, held and gone must be what there was; and nothing may have been done twice. */
function checkBooks(stage: Stage, { plan, disk }: Participant, had: Record<string, number>): void {
  const { service } = plan;
  for (const [what, times] of disk.acts) {
    if (times > 1) broken(stage, 'nothing_twice', `${service} has acted ${times} times on ${what}`);
  }
  for (const [resource, amount] of Object.entries(had)) {
    let sum = disk.free.get(resource) ?? 0;
    if (sum < 0) broken(stage, 'sums_agree', `${service} has given away more of ${resource} than there was`);
    for (const { state, took } of disk.entries.values()) {
      // What is lost stands with the note of it.
      if (state === 'held' || state === 'finished' || state === 'noted') sum += took[resource] ?? 0;
    }
    if (sum !== amount)
      broken(stage, 'sums_agree', `${service} had ${amount} of ${resource}, and accounts for ${sum}`);
  }
}
