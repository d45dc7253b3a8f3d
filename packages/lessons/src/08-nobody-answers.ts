import { ask, must } from './ask.ts';
import { begin, end, hitsOf } from './faults.ts';
import { lesson } from './lesson.ts';
import { cancel, extra, goods, leftOver, sagaWhen, started, tidyUp, topUp } from './orders.ts';
import { Hindrance, type Place } from './place.ts';
import { type Compared, inManyWorlds, type ManyWorlds, planted, timesOf } from './worlds.ts';

type Json = ReturnType<typeof JSON.parse>;

interface Found extends ManyWorlds {
  order: string;
  /** What was wrong until the step was parked, and how often it had been tried by then. */
  hits: number;
  attempts: number;
  /** What its log says of each press of the button. */
  presses: { who: string; before: string; after: string }[];
  /** How the order and its saga stood after the press. */
  status: string;
  outcome: string;
}

const STEP = 'tell-customer';
/** s until a step has to be parked: after ten faults the pauses between them add up to 23 at most. */
const PATIENCE = 28;

/** The saga of an order that waits for a person; undefined when none does. */
const parkedOf = ({ sagas }: Json): Json => sagas.find(({ state }: Json) => state === 'parked');

/** *Try now*, as an owner presses it. */
const tryNow = (place: Place, saga: string) =>
  must(place, 'POST', `/sagas/${saga}/retry`, { as: place.owner });

/** Throws a Hindrance unless the learner may press it: nothing shall be parked that nobody can try again. */
async function mayPress(place: Place): Promise<void> {
  const nobody = '00000000-0000-7000-8000-000000000000';
  const { owner: as } = place;
  if (!as) throw new Hindrance('needsOwner');
  const { status } = await ask(place, 'POST', `/sagas/${nobody}/retry`, { as });
  if (status !== 404) throw new Hindrance('needsOwner');
}

/** What an earlier run has left parked cannot be cancelled before somebody has pressed. */
async function unpark(place: Place, as: string): Promise<void> {
  for (const id of await leftOver(place, as)) {
    const parked = parkedOf(await must(place, 'GET', `/orders/${id}/saga`, { as }));
    if (parked) await tryNow(place, parked.id);
  }
}

/** Notify answers with faults to one buyer's order until its saga is parked; then the cause is mended, and a person presses. */
async function run(place: Place): Promise<Found> {
  await mayPress(place);
  const as = await extra(place, 'unheard');
  await unpark(place, as);
  await tidyUp(place, as);
  const { id: product, price } = await goods(place);
  await topUp(place, price, as);
  const fault = await begin(place, { fault: 'fail', command: 'notify.tell', seconds: 60, as });
  try {
    const id = await started(place, { product, as, lesson: 8 });
    const parked = await sagaWhen(place, { id, as, patience: PATIENCE }, parkedOf);
    const hits = await hitsOf(place, fault, as);
    await end(place, fault, as);
    await tryNow(place, parkedOf(parked).id);
    const after = await sagaWhen(place, { id, as }, ({ state }) => state === 'ended');
    const { attempts } = parked.steps.find(({ key }: Json) => key === STEP);
    const { status } = await must(place, 'GET', `/orders/${id}`, { as });
    const presses = await pressesOf(place, id);
    await cancel(place, id, as);
    const worlds = await inManyWorlds({}).run(place, '');
    return { ...worlds, order: id, hits, attempts, presses, status, outcome: after.outcome };
  } finally {
    await end(place, fault, as);
  }
}

async function pressesOf(place: Place, id: string): Promise<Found['presses']> {
  const { items } = await must(place, 'GET', `/audit-log?subject=order:${id}`, { as: place.owner });
  return items
    .filter(({ action }: Json) => action === 'saga.retry')
    .map(({ actor, before, after }: Json) => ({
      who: actor.name ?? '',
      before: before.state,
      after: after.state,
    }));
}

/** Participants are silent or broken: time-outs, parking, and a person who presses a button. */
export const nobodyAnswers = lesson<Found, Compared>({
  number: 8,
  name: 'nobody-answers',
  where: 'shop',
  needs: 'owner',
  patterns: ['saga-orchestration', 'compensation-and-pivot'],
  options: [],
  right: () => 2,
  on: {
    run,
    see: ({ hits, attempts, presses, status, runs, sagas }) => [
      { key: 'tried', values: { hits, attempts } },
      ...presses.map(({ who, before, after }) => ({ key: 'press', values: { who, before, after } })),
      { key: 'afterwards', values: { status } },
      { key: 'ran', values: { runs, sagas } },
    ],
    checks: {
      parked: ({ hits, attempts }) => ({ ok: hits > 0 && hits === attempts, values: { n: hits } }),
      onePress: ({ presses: [press, ...more] }) => ({
        ok: press !== undefined && press.who !== '' && press.before === 'parked' && more.length === 0,
        values: { who: press?.who ?? '', n: more.length + (press ? 1 : 0) },
      }),
      ended: ({ outcome, status }) => ({
        ok: outcome === 'completed' && status === 'confirmed',
        values: { status },
      }),
      timedOut: (found) => {
        const n = timesOf(found, ['place-order ends: timed_out']);
        return { ok: n >= 10, values: { n } };
      },
      allEnd: ({ open, sagas }) => ({ ok: open === 0 && sagas > 0, values: { n: sagas, open } }),
    },
  },
  off: planted({
    givesUp: { mistake: 'trying again stops after the second time', breaks: ['all_ends'] },
  }),
  code: [
    { file: 'packages/saga/src/settings.ts', symbol: 'backOffBefore' },
    { file: 'packages/saga/src/moves.ts', symbol: 'turnBack' },
    { file: 'packages/saga/src/intervene.ts', symbol: 'intervene' },
  ],
  cost: { bench: 'orders' },
});
