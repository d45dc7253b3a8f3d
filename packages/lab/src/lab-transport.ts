import { type Command, fault, type Reply, refused, type Transport } from '@sagashop/saga/message';
import type { Occasion } from './fault.ts';
import type { FaultName } from './fault-kinds.ts';
import { heldBack } from './held-back.ts';
import type { Lab, Struck } from './lab.ts';
import { pause, untilOver } from './pause.ts';
import type { SingleFile } from './single-file.ts';

export interface LabTransportParts {
  lab: Lab;
  transport: Transport;
  /** Whose the order of a saga is. */
  userOf(saga: string): string | undefined;
  /** With which code a command can be refused. */
  refusals: Readonly<Record<string, string>>;
  /** Each undo, and what it takes back. */
  undoes: Readonly<Record<string, string>>;
  /** What goes one at a time while batches are off. */
  alone: SingleFile;
  /** By what a service answers nothing just now. */
  stillBy(service: string): Struck | undefined;
  /** ms that a slow message takes longer, and after which a late copy comes. */
  slow?: number;
  late?: number;
}

interface Sending {
  struck: Struck;
  command: Command;
  /** Brings the command on its way, past the faults that come after this one. */
  next(): Promise<Reply>;
}

const lost = (what: string) => new Error(`the laboratory: ${what}`);
const unheard = () => {};

/**
 * A transport in which the faults of a laboratory strike: what becomes of a command on its way, and at its participant's
 * door. Participants are none the wiser, in this process and in others. Without a fault it is one look at an empty list.
 */
export function labTransport(parts: LabTransportParts): Transport {
  const { lab, transport } = parts;
  const held = heldBack(parts.undoes);
  const strikes = strikesOf(parts, held);
  return {
    send(service, command) {
      const idle = lab.idle() && held.none();
      if (idle) return transport.send(service, command);
      const occasion = occasionOf(service, command, parts.userOf(command.saga));
      const send = () => {
        const still = parts.stillBy(service);
        return still ? unanswered(lab, still, occasion) : transport.send(service, command);
      };
      const way = strikes.reduceRight<() => Promise<Reply>>((next, [kind, strike]) => {
        return async () => {
          // That batches are off is nothing that happens to one order.
          const struck = await lab.strike(
            kind,
            kind === 'batches_off' ? { service, command: command.type } : occasion,
          );
          return struck ? strike({ struck, command, next }) : next();
        };
      }, send);
      return held.pass(command, way);
    },
  };
}

/** A service that answers nothing has not been asked: it is told nothing more than what waits at its door. */
async function unanswered(lab: Lab, { fault: by, over }: Struck, occasion: Occasion): Promise<never> {
  lab.count(by, 1, occasion);
  await untilOver(over);
  throw lost('there was no answer');
}

/** In the order in which a command meets them: on its way first, at the door last. */
function strikesOf(
  { refusals, alone, slow = 1500, late = 3000 }: LabTransportParts,
  held: ReturnType<typeof heldBack>,
): [FaultName, (sending: Sending) => Promise<Reply>][] {
  return [
    [
      'reply_lost',
      async ({ next }) => {
        await next();
        throw lost('the reply was lost');
      },
    ],
    ['overtaken', ({ struck, command, next }) => held.hold(command, struck.over, next)],
    [
      'late_copy',
      ({ struck, next }) => {
        void pause(late, struck.over).then(next).catch(unheard);
        return next();
      },
    ],
    [
      'twice',
      async ({ next }) => {
        const [first] = [next(), next().catch(unheard)];
        return first;
      },
    ],
    [
      'command_lost',
      async () => {
        throw lost('the command was lost');
      },
    ],
    [
      'silent',
      async ({ struck }) => {
        await untilOver(struck.over);
        throw lost('there was no answer');
      },
    ],
    ['slow', ({ struck, next }) => pause(slow, struck.over).then(next)],
    ['fail', async ({ command }) => fault(`the laboratory: ${command.type} is broken`)],
    [
      'refuse',
      async ({ command, next }) => {
        const code = refusals[command.type];
        return code ? refused(code) : next();
      },
    ],
    ['batches_off', ({ command, next }) => alone(command.type.split('.', 1)[0]!, next)],
  ];
}

function occasionOf(service: string, { id, type, saga, order }: Command, user: string | undefined): Occasion {
  const [, step, phase, attempt] = id.split('/');
  return {
    service,
    command: type,
    user,
    order,
    saga,
    step,
    phase,
    attempt: attempt ? Number(attempt) : undefined,
  };
}
