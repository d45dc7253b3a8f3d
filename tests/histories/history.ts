import { isDecision, type SagaDefinition } from '@sagashop/saga/definition';
import { type Random, randomFrom } from '@sagashop/saga/simulate/random';
import { decideStep, unmarked } from '@sagashop/shop-world/decide-step';
import { decideWant, type Want } from '@sagashop/shop-world/decide-want';
import { type Following, NOTHING_YET, type OrderRows } from '@sagashop/shop-world/order-rows';
import type { Line } from '../../services/order/src/domain/order.ts';
import { placeOrderSaga } from '../../services/order/src/sagas/place-order.ts';
import { type Participants, participantsInMemory } from './participants-in-memory.ts';
import { wantedOf } from './wanted.ts';

const ORDER = 'order-1';
const USER = 'alice';

/** A saga under way: at which stage it is, and which of its steps have not answered. */
interface Running extends Following {
  data: unknown;
  stage: number;
  open: Set<number>;
  ended: boolean;
}

/** A command as it left, to come again. */
interface Sent {
  service: string;
  type: string;
  body: unknown;
}

type Decide = typeof decideWant;
type Take = Participants['take'];

/** What a test may put in the place of a part that is as it should be. */
export interface Spoilt {
  decide?: (own: Decide) => Decide;
  take?: (own: Take) => Take;
}

/** An order with all that has happened to it, and where the participants stand. */
export interface History {
  rows: OrderRows;
  participants: Participants;
  sagas: Running[];
  sent: Sent[];
  acts: number;
  /** How many days have gone by. */
  day: number;
  readonly decide: Decide;
}

/** Prices with which shares of a total have to be rounded, and some that cost nothing. */
const PRICES = [1, 0, 333, 1000, 7, 99_999];

/** A history at its beginning: an order that has just been confirmed, its capture, its goods and its message to come. */
export function begin(random: Random, spoilt: Spoilt = {}): History {
  const lines: Line[] = Array.from({ length: 1 + random.below(3) }, (_, at) => ({
    ...{ productId: `product-${at}`, name: 'Cup', quantity: 1 + random.below(4) },
    price: PRICES[random.below(PRICES.length)]!,
  }));
  const total = lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
  const products = lines.map(({ productId }) => productId);
  const own = participantsInMemory(USER, products);
  const participants = { ...own, take: spoilt.take?.(own.take) ?? own.take };
  const decide = spoilt.decide?.(decideWant) ?? decideWant;
  const order = {
    ...{ id: ORDER, number: 1, userId: USER, status: 'confirmed' as const, reason: null, total },
    ...{ language: 'en' as const, deliveryDate: '2026-01-02', createdAt: new Date(0), wasConfirmed: true },
    ...{ refunded: null, goods: null, cancelAsked: null },
  };
  const data = {
    ...{ user: USER, number: '1', total, currency: 'RUB', language: 'en', date: null },
    lines: lines.map(({ productId: product, quantity }) => ({ product, quantity })),
  };
  const rows = { order, lines, ...NOTHING_YET };
  const history: History = { rows, participants, sagas: [], sent: [], acts: 0, day: 0, decide };
  start(history, { id: 'place', definition: placeOrderSaga, data });
  const placing = history.sagas[0]!;
  while (placing.stage <= placeOrderSaga.pivot) deliver(history, placing, firstOpen(placing), 'answered');
  if (random.chance(0.4)) arrive(history);
  return history;
}

/** Its only parcel has been delivered, whoever has heard of it by now: so that there is something to send back. */
function arrive(history: History): void {
  want(history, { want: 'plan', pieces: undefined });
  for (const act of ['handover', 'delivery'] as const) {
    history.acts += 1;
    want(history, { want: 'act', parcel: 0, act, again: false });
  }
}

/** Lets one thing happen that a number stands for: somebody wants something, or a message comes, is lost or comes again. */
export function happen(history: History, number: number): void {
  const random = randomFrom(number);
  history.acts += 1;
  const drawn = random.below(10);
  if (drawn < 5) want(history, wantedOf(history.rows, random));
  else if (drawn < 9) {
    const [saga, step] = anyOpen(history, random) ?? [];
    const fate = random.chance(0.2) ? 'lost' : random.chance(0.25) ? 'unanswered' : 'answered';
    if (saga) deliver(history, saga, step!, fate);
  } else {
    const again = history.sent[random.below(history.sent.length)];
    if (again) takeAgain(history, again);
    // Half a day goes by, more often than not.
    if (random.chance(0.6)) history.day += 0.5;
  }
  beginDeferred(history);
}

/** Lets everything that is under way come to its end, in an order that is drawn, and withdrawals come due. */
export function settle(history: History, random: Random): void {
  history.day += random.below(3);
  for (const _ of history.rows.withdrawals) want(history, { want: 'sweep' });
  for (let left = 10_000; left > 0; left--) {
    const [saga, step] = anyOpen(history, random) ?? [];
    if (saga) deliver(history, saga, step!, random.chance(0.1) ? 'unanswered' : 'answered');
    beginDeferred(history);
    if (history.sagas.every(({ ended }) => ended)) break;
  }
  // Copies that come when all is over change nothing any more.
  for (const again of history.sent) takeAgain(history, again);
}

const inFlight = ({ sagas }: History) => sagas.some(({ ended }) => !ended);

function want(history: History, wish: Want): void {
  const cause = `cause-${history.acts}`;
  const { rows, sagas } = history.decide(history.rows, wish, cause, inFlight(history), history.day);
  history.rows = rows;
  for (const saga of sagas) start(history, saga);
}

function start(history: History, following: Following): void {
  const saga: Running = { ...following, stage: -1, open: new Set(), ended: false };
  history.sagas.push(saga);
  goOn(saga);
}

function goOn(saga: Running): void {
  saga.stage += 1;
  const steps = saga.definition.stages[saga.stage];
  saga.open = new Set(steps?.map((_, at) => at));
  saga.ended = steps === undefined;
}

const firstOpen = ({ open }: Running): number => [...open][0]!;

function anyOpen({ sagas }: History, random: Random): [Running, number] | undefined {
  const open = sagas.flatMap((saga) => [...saga.open].map((step): [Running, number] => [saga, step]));
  return open[random.below(open.length)];
}

/** A step's command comes to its participant, or is lost on the way; unanswered, it has come and will come again. */
function deliver(
  history: History,
  saga: Running,
  at: number,
  fate: 'lost' | 'unanswered' | 'answered',
): void {
  const step = stepOf(saga.definition, saga.stage, at);
  if (fate === 'lost') return;
  if (isDecision(step)) {
    const rows = decideStep(history.rows, step.decide, saga.data);
    if (!rows) {
      refuse(history, saga);
      return;
    }
    history.rows = rows;
  } else {
    const command = {
      service: step.send.service,
      type: step.send.type,
      body: step.body(saga.data, { code: '' }),
    };
    history.sent.push(command);
    const reply = take(history, command);
    if (reply && step.keep) saga.data = step.keep(saga.data, reply);
  }
  if (fate === 'unanswered') return;
  saga.open.delete(at);
  if (saga.open.size === 0) goOn(saga);
}

const stepOf = (definition: SagaDefinition, stage: number, at: number) => definition.stages[stage]![at]!;

function take({ participants }: History, { service, type, body }: Sent): Record<string, unknown> | undefined {
  const reply = participants.take(service, ORDER, type, body);
  if (reply.kind !== 'done') throw new Error(`${type} was refused: ${JSON.stringify(reply)}`);
  return reply.body ?? {};
}

/** A copy may come when its answer is another: what was booked has been cancelled. Nobody waits for it. */
function takeAgain({ participants }: History, { service, type, body }: Sent): void {
  try {
    participants.take(service, ORDER, type, body);
  } catch {
    // A fault of the command, as the participant answers it.
  }
}

/** What cannot be withdrawn any more loses its mark. */
function refuse(history: History, saga: Running): void {
  history.rows = unmarked(history.rows);
  saga.open.clear();
  saga.ended = true;
}

/** As the sweep of deferred cancellations does. */
function beginDeferred(history: History): void {
  const { order } = history.rows;
  if (order.cancelAsked === null || order.status !== 'confirmed' || inFlight(history)) return;
  const { rows, sagas } = decideWant(history.rows, { want: 'cancel' }, '', false, history.day);
  history.rows = rows;
  for (const saga of sagas) start(history, saga);
}
