import { ask, must } from './ask.ts';
import { begin, canBeStopped, end, hitsOf } from './faults.ts';
import { answeredSoon, type Health, healthOf, onTheMap, when } from './health.ts';
import { lesson } from './lesson.ts';
import { cancel, endedSaga, goods, started, tidyUp, topUp } from './orders.ts';
import { Hindrance, type Place } from './place.ts';

interface Asked {
  what: string;
  status: number;
}

interface Found {
  order: string;
  hits: number;
  /** Whether its process was killed, again and again; else it hung. */
  stopped: boolean;
  /** How delivery stood while it answered nothing, and afterwards; what the system map said of it then. */
  hung: Health;
  healed: Health;
  map: string;
  /** How delivery itself was answered for. */
  part: number;
  /** How the order stood meanwhile, how often delivery was asked for it, and what else was asked for. */
  meanwhile: string;
  attempts: number;
  asked: Asked[];
  status: string;
  agree: boolean;
}

const SERVICE = 'delivery';

async function everythingElse(place: Place): Promise<Asked[]> {
  const paths = ['/products?limit=1', '/categories', '/account', '/orders?limit=1'];
  const found = paths.map(async (what) => {
    const { status } = await ask(place, 'GET', what);
    return { what: `/api${what}`, status };
  });
  return Promise.all(found);
}

/** How everything stands while delivery answers nothing. */
async function whileItIsAway(place: Place, product: string, hitsNow: () => Promise<number>) {
  // Who is told to die answers first: an order that came now could still be done.
  const [hung, map] = await Promise.all([
    when(
      () => healthOf(place, SERVICE),
      ({ service }) => service !== 'ready',
    ),
    when(
      () => onTheMap(place, SERVICE),
      (state) => state !== 'ready',
    ),
  ]);
  const order = await started(place, { product, lesson: 10 });
  const { status: meanwhile } = await must(place, 'GET', `/orders/${order}`);
  const part = await answeredSoon(ask(place, 'GET', '/delivery/dates'));
  const asked = await everythingElse(place);
  const hits = await when(hitsNow, (n) => n > 0);
  return { order, hung, map, part, asked, hits, meanwhile };
}

/**
 * Delivery answers nobody; an order needs it, and so do its own pages. Everything else goes on. Where it has a process of its own
 * that comes back, this is killed each time it has; elsewhere it hangs.
 */
async function run(place: Place): Promise<Found> {
  const { owner: as } = place;
  if (!as) throw new Hindrance('needsOwner');
  await tidyUp(place);
  const { id: product, price } = await goods(place);
  await topUp(place, price);
  const stopped = await canBeStopped(place, SERVICE, as);
  const fault = await begin(place, {
    ...(stopped ? { fault: 'service_killed', share: 1 } : { fault: 'service_hung' }),
    ...{ service: SERVICE, scope: 'all', seconds: 30, as },
  });
  try {
    const during = await whileItIsAway(place, product, () => hitsOf(place, fault, as));
    const { order } = during;
    await end(place, fault, as);
    const healed = await when(
      () => healthOf(place, SERVICE),
      ({ service }) => service === 'ready',
    );
    const saga = await endedSaga(place, order);
    const { status } = await must(place, 'GET', `/orders/${order}`);
    const agree = saga.steps.every(
      ({ record }: { record?: { agrees: boolean } }) => record?.agrees !== false,
    );
    const booking = saga.steps.find(({ key }: { key: string }) => key === 'book-courier');
    await cancel(place, order);
    return { ...during, stopped, healed, status, agree, attempts: booking?.attempts ?? 0 };
  } finally {
    await end(place, fault, as);
  }
}

/** One service answers nothing, and all others go on. */
export const aliveReady = lesson<Found>({
  number: 10,
  name: 'alive-ready',
  where: 'shop',
  needs: 'owner',
  patterns: ['health-checks', 'service-discovery', 'api-gateway'],
  options: [],
  right: () => 1,
  on: {
    run,
    see: ({ stopped, hung, map, part, asked, meanwhile, healed, status }) => [
      { key: stopped ? 'killed' : 'hung', values: {} },
      { key: 'health', values: { live: hung.live, ready: hung.service } },
      { key: 'map', values: { state: map } },
      { key: part === 0 ? 'noAnswer' : 'part', values: { status: part } },
      { key: 'meanwhile', values: { status: meanwhile } },
      ...asked.map(({ what, status: code }) => ({ key: 'asked', values: { what, status: code } })),
      { key: 'health', values: { live: healed.live, ready: healed.service } },
      { key: 'afterwards', values: { status } },
    ],
    checks: {
      bit: ({ hits, meanwhile, attempts }) => ({
        // What is killed comes back for a moment, and may be found then.
        ok: hits > 0 && (meanwhile === 'pending' || attempts > 1),
        values: { n: hits },
      }),
      aliveNotReady: ({ hung, healed }) => ({
        ok: hung.live === 200 && hung.service !== 'ready' && healed.service === 'ready',
      }),
      mapKnows: ({ map }) => ({ ok: map !== 'ready', values: { state: map } }),
      thatPartOnly: ({ part }) => ({ ok: part === 0 || part === 503 }),
      restGoesOn: ({ asked }) => ({
        ok: asked.every(({ status }) => status === 200),
        values: { n: asked.length },
      }),
      heals: ({ status, agree }) => ({ ok: status === 'confirmed' && agree, values: { status } }),
    },
  },
  code: [
    { file: 'packages/chassis/src/service/health.ts', symbol: 'healthRoutes' },
    { file: 'packages/chassis/src/service/origins.ts', symbol: 'originsOf' },
    { file: 'services/gateway/src/app.ts', symbol: 'createGateway' },
  ],
  cost: { bench: 'split' },
});
