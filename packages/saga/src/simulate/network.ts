import { type Command, fault, type Reply, type Transport } from '../message.ts';
import type { Host } from './host.ts';
import { type Participant, RETENTION } from './participant.ts';
import { latency, type Stage } from './stage.ts';
import { strikesProcess } from './strikes.ts';

const RESET = new Error('connection reset');

interface Sending {
  readonly stage: Stage;
  readonly command: Command;
  readonly from: string;
  readonly to: Participant;
  answer(reply: Reply): void;
  breaks(): void;
}

/** What a runner's process sees of the network: it loses, delays, repeats and reorders. */
export function network(
  stage: Stage,
  own: Host,
  participants: ReadonlyMap<string, Participant>,
  sending: (command: Command) => void,
): Transport {
  const { weather, agenda, tell } = stage;
  const { life } = own;
  return {
    send: (service, command) =>
      new Promise((resolve, reject) => {
        const to = participants.get(service);
        const back = (settle: () => void) => () => own.within(life, settle);
        const breaks = () =>
          agenda.after(
            latency(stage),
            back(() => reject(RESET)),
          );
        const answer = (reply: Reply) => {
          if (weather.strikes('a reply is lost')) {
            tell?.('network', `loses the reply to ${named(command)}`);
            return;
          }
          const comes = back(() => resolve(reply));
          const after = delay(stage);
          if (!stage.traffic) return void agenda.after(after, comes);
          const fate = { comes, lost: () => {}, copied: () => {} };
          stage.traffic.carry({ command, reply, from: service, to: own.name }, after, fate);
        };
        own.within(life, () => {
          strikesProcess(stage, own, 'sends', command.type);
          own.within(life, () => {
            tell?.(own.name, `sends ${named(command)}`);
            sending(command);
            if (!to) return answer(fault(`there is no ${service}`));
            leave({ stage, command, from: own.name, to, answer, breaks });
          });
        });
      }),
  };
}

/** A message's name in the story. */
export const named = (command: Command) =>
  `${command.type} of ${command.order} (${command.id.split('/').at(-1)})`;

/** A message's way to its participant. */
function leave(sending: Sending): void {
  const { stage, command, breaks } = sending;
  const { weather, tell, random } = stage;
  if (weather.strikes('a message comes twice')) {
    tell?.('network', `makes a copy of ${named(command)}`);
    arrive(sending, delay(stage));
  }
  if (weather.strikes('a copy comes very late')) {
    tell?.('network', `keeps a copy of ${named(command)} for very long`);
    arrive(sending, random.between(RETENTION, 2 * RETENTION));
  }
  if (weather.strikes('a command is lost')) {
    tell?.('network', `loses ${named(command)}`);
    return;
  }
  if (weather.strikes('a connection to a participant breaks')) {
    tell?.('network', `breaks the connection of ${named(command)}`);
    breaks();
    // Whoever sees a connection break does not know whether the command came.
    if (random.chance(0.5)) return;
  }
  arrive(sending, delay(stage));
}

function arrive({ stage, command, from, to, answer, breaks }: Sending, after: number): void {
  const comes = () => {
    stage.underway--;
    if (!to.host.up) return breaks();
    to.take(command, answer);
  };
  stage.underway++;
  if (!stage.traffic) return void stage.agenda.after(after, comes);
  const fate = { comes, lost: () => stage.underway--, copied: () => stage.underway++ };
  stage.traffic.carry({ command, from, to: to.plan.service }, after, fate);
}

function delay(stage: Stage): number {
  return stage.weather.strikes('a message is slow') ? stage.random.between(50, 3_000) : latency(stage);
}
