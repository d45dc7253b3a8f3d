import { press } from './incidents.ts';
import { named } from './network.ts';
import type { Cast } from './simulate.ts';
import { count, latency, type Stage } from './stage.ts';
import { die, freeze } from './strikes.ts';
import type { Fault } from './weather.ts';
import type { OrderPlan, Wish } from './world.ts';

/** What somebody outside does to a world. */
export type Act =
  | { readonly do: 'lose' | 'twice' | 'later' | 'first'; readonly message: number }
  | { readonly do: 'crash' | 'freeze' | 'stop'; readonly process: string }
  | { readonly do: 'retry' | 'turn-back'; readonly saga: string }
  | { readonly do: 'cancel'; readonly order: string };

/** So much later comes what somebody holds back, simulated ms. */
const LATER = 1_000;

/**
 * Does something to a world, at the moment at which it is; false when that is not possible there and then: the message has
 * come, the process is down. It is told as what it is, a fault like any other.
 */
export function meddle<Row>(
  stage: Stage,
  cast: Cast<Row>,
  act: Act,
  cancelling: (plan: OrderPlan<Row>) => Omit<Wish<Row>, 'at'>,
): boolean {
  const done = doneTo(stage, cast, act, cancelling);
  if (done) stage.meddledAt = stage.agenda.now();
  return done;
}

function doneTo<Row>(
  stage: Stage,
  cast: Cast<Row>,
  act: Act,
  cancelling: (plan: OrderPlan<Row>) => Omit<Wish<Row>, 'at'>,
): boolean {
  if ('message' in act) return toMessage(stage, act.do, act.message);
  if ('process' in act) return toProcess(stage, cast, act.do, act.process);
  if ('saga' in act) return toSaga(stage, cast, act.do, act.saga);
  const plan = cast.plans.find(({ saga }) => saga.order === act.order);
  if (!plan || !cast.db.orders.has(act.order)) return false;
  cast.ask(plan, { at: 0, ...cancelling(plan) });
  return true;
}

function toMessage(stage: Stage, what: 'lose' | 'twice' | 'later' | 'first', number: number): boolean {
  const { traffic, agenda, tell } = stage;
  const message = traffic?.underway.get(number);
  if (!traffic || !message) return false;
  const name = message.reply ? `the reply to ${named(message.command)}` : named(message.command);
  const happened = (fault: Fault, told: string) => {
    count(stage, fault);
    tell?.('network', told);
  };
  if (what === 'lose') {
    happened(message.reply ? 'a reply is lost' : 'a command is lost', `loses ${name}`);
    return traffic.lose(number);
  }
  if (what === 'twice') {
    happened('a message comes twice', `makes a copy of ${name}`);
    return traffic.repeat(number, latency(stage));
  }
  if (what === 'later') {
    happened('a message is slow', `holds back ${name}`);
    return traffic.move(number, message.dueAt + LATER);
  }
  tell?.('network', `lets ${name} overtake all others`);
  return traffic.move(number, agenda.now());
}

function toProcess<Row>(
  stage: Stage,
  { runners, participants, db }: Cast<Row>,
  what: 'crash' | 'freeze' | 'stop',
  name: string,
): boolean {
  if (name === 'database') {
    if (what !== 'crash' || !db.up) return false;
    count(stage, 'the database dies');
    db.die();
    return true;
  }
  const participant = participants.get(name);
  if (participant) {
    if (what !== 'crash' || !participant.host.up) return false;
    participant.die();
    return true;
  }
  const runner = runners.find(({ host }) => host.name === name);
  if (!runner?.host.up || runner.host.frozen) return false;
  if (what === 'stop') runner.stop();
  else (what === 'crash' ? die : freeze)(stage, runner.host);
  count(
    stage,
    what === 'stop' ? 'a runner is stopped' : what === 'crash' ? 'a runner dies' : 'a runner freezes',
  );
  return true;
}

function toSaga<Row>(
  stage: Stage,
  { runners, db }: Cast<Row>,
  what: 'retry' | 'turn-back',
  saga: string,
): boolean {
  const door = runners.find(({ host }) => host.up && !host.frozen);
  if (!door || !db.memory.rows.has(saga)) return false;
  press(stage, door, saga, what);
  return true;
}
