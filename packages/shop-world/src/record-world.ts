import type { Cast } from '@sagashop/saga/simulate/simulate';
import type { Stage } from '@sagashop/saga/simulate/stage';
import type { MessageUnderway } from '@sagashop/saga/simulate/traffic';
import type { Row } from './orders.ts';
import { runWorld } from './run-world.ts';
import { type BrokenRule, brokenIn, type EndedSaga, endedIn, type Told, withOrder } from './tell-world.ts';
import type { Meddling, WorldWish } from './wish.ts';

/** A message as it is drawn. */
export interface DrawnMessage {
  readonly number: number;
  readonly type: string;
  readonly order: string;
  readonly undo: boolean;
  /** What the participant has answered; absent while the command itself is under way. */
  readonly reply?: 'done' | 'refused' | 'fault';
  readonly from: string;
  readonly to: string;
  /** Simulated time since the beginning, ms. */
  readonly sentAt: number;
  readonly dueAt: number;
}

/** A process as it is drawn: a runner, a participant or the database. */
export interface DrawnProcess {
  readonly name: string;
  readonly kind: 'runner' | 'participant' | 'database';
  readonly state: 'up' | 'down' | 'frozen';
  /** What a participant has of each order, or what the database says of it. */
  readonly rows: readonly { readonly order: string; readonly state: string }[];
}

/** A saga as the database has it. */
export interface DrawnSaga {
  readonly saga: string;
  readonly order: string;
  readonly definition: string;
  readonly going: 'forward' | 'back' | 'refused' | 'ended';
  readonly parked: boolean;
}

/** A world at one moment. */
export interface Frame {
  /** How many things have happened; something done from outside here has this number. */
  readonly happened: number;
  readonly at: number;
  /** How many lines of the story have been told. */
  readonly lines: number;
  readonly messages: readonly DrawnMessage[];
  readonly processes: readonly DrawnProcess[];
  readonly sagas: readonly DrawnSaga[];
}

/** A whole run, moment by moment, to go forward and back in. */
export interface RecordedWorld {
  readonly wish: WorldWish;
  readonly frames: readonly Frame[];
  readonly story: readonly Told[];
  readonly ended: readonly EndedSaga[];
  readonly broken: readonly BrokenRule[];
  /** What was asked for and was not possible there and then. */
  readonly refused: readonly Meddling[];
}

/** So many moments are kept; a run has some hundreds. */
const MOST_FRAMES = 4_000;

/**
 * Runs a world and keeps each moment at which something could be seen to happen. What has been done to it up to a moment
 * decides all of it: another act makes another recording, the same as far as it. Throws a RangeError when there is no such
 * world.
 */
export async function recordWorld(wish: WorldWish): Promise<RecordedWorld> {
  const story: Told[] = [];
  const frames: Frame[] = [];
  const refused: Meddling[] = [];
  let seen = '';
  const look = (happened: number, stage: Stage, cast: Cast<Row>) => {
    const { underway } = stage.traffic!;
    const mark = `${story.length} ${[...underway.values()].map(({ number, dueAt }) => `${number}@${dueAt}`)}`;
    if (mark === seen || frames.length >= MOST_FRAMES) return;
    seen = mark;
    frames.push(frameOf(happened, story.length, stage, cast));
  };
  let last: (() => void) | undefined;
  const outcome = await runWorld(wish, {
    listen: (line) => void story.push(withOrder(line)),
    look(happened, stage, cast) {
      look(happened, stage, cast);
      last = () => look(happened + 1, stage, cast);
    },
    refused: (act) => void refused.push(act as Meddling),
  });
  last?.();
  return { wish, frames, story, refused, ended: endedIn(outcome), broken: brokenIn(outcome) };
}

function frameOf(happened: number, lines: number, stage: Stage, cast: Cast<Row>): Frame {
  const start = cast.startedAt;
  return {
    happened,
    at: stage.agenda.now() - start,
    lines,
    messages: Array.from(stage.traffic!.underway.values(), (message) => drawn(message, start)),
    processes: processesOf(cast),
    sagas: Array.from(cast.db.memory.rows.values(), ({ id, order, definition, status }) => {
      const state = cast.db.states.get(id)!;
      const going = state.ended ? 'ended' : state.going;
      return { saga: id, order, definition, going, parked: status === 'parked' };
    }),
  };
}

function drawn(
  { number, command, reply, from, to, sentAt, dueAt }: MessageUnderway,
  start: number,
): DrawnMessage {
  const { type, order, id } = command;
  return {
    ...{ number, type, order, from, to },
    undo: id.split('/')[2] === 'undo',
    ...(reply && { reply: reply.kind }),
    sentAt: sentAt - start,
    dueAt: dueAt - start,
  };
}

function processesOf({ runners, participants, db }: Cast<Row>): DrawnProcess[] {
  return [
    ...runners.map(({ host }): DrawnProcess => {
      const state = host.frozen ? 'frozen' : host.up ? 'up' : 'down';
      return { name: host.name, kind: 'runner', state, rows: [] };
    }),
    {
      name: 'database',
      kind: 'database',
      state: db.up ? 'up' : 'down',
      rows: Array.from(db.orders, ([id, { order }]) => ({ order: id, state: order.status })),
    },
    ...Array.from(participants.values(), ({ plan, host, disk }): DrawnProcess => {
      const rows = Array.from(disk.entries, ([order, { state, word }]) => ({ order, state: word ?? state }));
      return { name: plan.service, kind: 'participant', state: host.up ? 'up' : 'down', rows };
    }),
  ];
}
