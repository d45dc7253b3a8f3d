import { type Command, fault, type Reply } from '../message.ts';
import { type Books, type Disk, emptyDisk, openBooks } from './books.ts';
import { entryOf, type Handle } from './handle.ts';
import { type Host, host } from './host.ts';
import { latency, type Stage } from './stage.ts';
import type { ParticipantPlan } from './world.ts';

/** A participant's process and its disk. */
export interface Participant {
  readonly plan: ParticipantPlan;
  readonly host: Host;
  readonly disk: Disk;
  /** A command comes in; `answer` is called when what it changed is safe. Never, when the process dies first. */
  take(command: Command, answer: (reply: Reply) => void): void;
  /** Its process is killed, with all that it has not flushed, and started again after a while. */
  die(): void;
}

/** How a participant decides a command, and how it writes. */
export interface ParticipantParts {
  handle: Handle;
  /** Makes what was written safe, and calls when that may be relied on. */
  flush(disk: Disk, then: () => void, stage: Stage): void;
  /** How many commands one transaction takes in at most; as many as wait, unless it is set. */
  batch?: number;
}

interface Waiting {
  readonly command: Command;
  readonly answer: (reply: Reply) => void;
}

/** For so long a tombstone or a refusal is remembered, ms; no message that could need it is valid for longer. */
export const RETENTION = 10_000;

/** Answers whatever comes with a fault. */
const BROKEN: Handle = () => fault('it is broken');

/** A participant as all of ours are: what arrives while a batch is being written makes the next batch. */
export function participant(
  stage: Stage,
  plan: ParticipantPlan,
  resources: Record<string, number>,
  parts: ParticipantParts,
): Participant {
  const own = host(plan.service, stage);
  const disk = emptyDisk(resources);
  let queue: Waiting[] = [];
  let busy = false;
  let brokenUntil = 0;
  const die = () => {
    own.crash();
    disk.lose();
    queue = [];
    busy = false;
    stage.agenda.after(stage.random.between(20, 800), () => {
      stage.tell?.(plan.service, 'is there again');
      own.start();
    });
  };
  const work = () => {
    if (queue.length === 0) return;
    const batch = queue.splice(0, parts.batch ?? queue.length);
    busy = true;
    const books = openBooks(disk);
    if (stage.weather.strikes('a participant answers with faults')) {
      brokenUntil = stage.agenda.now() + (stage.random.chance(0.5) ? 1 : stage.random.between(50, 2_000));
    }
    const handle = stage.agenda.now() < brokenUntil ? BROKEN : parts.handle;
    const replies = batch.map(({ command }) => decide(stage, plan, books, handle, command));
    const { life } = own;
    stage.agenda.after(latency(stage), () => own.within(life, () => write(books, batch, replies)));
  };
  const write = (books: Books, batch: Waiting[], replies: Reply[]) => {
    if (stage.weather.strikes('a participant dies before it has written')) {
      stage.tell?.(plan.service, `dies before it has written ${typesOf(batch)}`);
      return die();
    }
    const { life } = own;
    books.write();
    stage.written.batches++;
    stage.written.commands += batch.length;
    const answers = () =>
      own.within(life, () => {
        if (stage.weather.strikes('a participant dies after it has written')) {
          stage.tell?.(plan.service, `dies when it has written ${typesOf(batch)}, before it answers`);
          return die();
        }
        for (const [index, { answer }] of batch.entries()) answer(replies[index]!);
        busy = false;
        work();
      });
    parts.flush(disk, answers, stage);
  };
  own.start();
  return {
    plan,
    host: own,
    disk,
    die() {
      if (!own.up) return;
      stage.tell?.(plan.service, 'dies');
      die();
    },
    take(command, answer) {
      queue.push({ command, answer });
      if (!busy) work();
    },
  };
}

const typesOf = (batch: readonly Waiting[]) => batch.map(({ command }) => command.type).join(' and ');

function decide(stage: Stage, plan: ParticipantPlan, books: Books, handle: Handle, command: Command): Reply {
  const now = stage.agenda.now();
  const key = entryOf(plan, command);
  const known = books.entry(key);
  if (known && known.since + RETENTION < now) forget(books, key, known.state);
  let reply: Reply;
  try {
    reply = handle(books, plan, command, now);
  } catch (error) {
    reply = fault((error as Error).message);
  }
  stage.tell?.(plan.service, `handles ${command.type} of ${command.order}: ${said(reply)}`);
  return reply;
}

/** The sweeper of old tombstones has been there. */
function forget(books: Books, key: string, state: string): void {
  if (state === 'undone' || state === 'refused') books.forget(key);
}

function said(reply: Reply): string {
  if (reply.kind === 'done') return 'done';
  return reply.kind === 'refused' ? `refused, ${reply.code}` : `a fault, ${reply.message}`;
}
