import { ask, must } from './ask.ts';
import { begin, end, hitsOf } from './faults.ts';
import { lesson } from './lesson.ts';
import { cancel, endedSaga, extra, goods, order, started, tidyUp, topUp } from './orders.ts';
import { Hindrance, type Place } from './place.ts';

interface Asked {
  what: string;
  status: number;
}

interface Found {
  order: string;
  hits: number;
  /** How the order stood while delivery said nothing. */
  meanwhile: string;
  /** What else was asked for then. */
  asked: Asked[];
  other: number;
  status: string;
  agree: boolean;
}

const TURN = 100; // ms between two looks
const PATIENCE = 10_000; // ms until the fault has to have struck

/** Waits until delivery was asked, and has said nothing. */
async function struck(place: Place, fault: string): Promise<number> {
  for (
    const until = Date.now() + PATIENCE;
    Date.now() < until;
    await new Promise((go) => setTimeout(go, TURN))
  ) {
    const hits = await hitsOf(place, fault);
    if (hits > 0) return hits;
  }
  throw new Hindrance('tooSlow');
}

async function health(place: Place, what: string): Promise<Asked> {
  return { what, status: (await place.send('GET', what, {})).status };
}

async function everythingElse(place: Place): Promise<Asked[]> {
  const api = async (what: string) => ({
    what: `/api${what}`,
    status: (await ask(place, 'GET', what)).status,
  });
  const paths = ['/products?limit=1', '/account', '/orders?limit=1', '/delivery/dates'];
  return Promise.all([...paths.map(api), health(place, '/health/live'), health(place, '/health/ready')]);
}

/** Delivery says nothing to this learner's orders; others order meanwhile. */
async function run(place: Place): Promise<Found> {
  const as = await extra(place, 'buyer');
  await Promise.all([tidyUp(place), tidyUp(place, as)]);
  const { id: product, price } = await goods(place);
  await Promise.all([topUp(place, price), topUp(place, price, as)]);
  const fault = await begin(place, { fault: 'silent', command: 'delivery.book', seconds: 20 });
  try {
    const id = await started(place, { product, lesson: 10 });
    const hits = await struck(place, fault);
    const other = await order(place, { product, as, lesson: 10 });
    const asked = await everythingElse(place);
    const { status: meanwhile } = await must(place, 'GET', `/orders/${id}`);
    await end(place, fault);
    const saga = await endedSaga(place, id);
    const { status } = await must(place, 'GET', `/orders/${id}`);
    const agree = saga.steps.every(
      ({ record }: { record?: { agrees: boolean } }) => record?.agrees !== false,
    );
    await Promise.all([cancel(place, id), other.status === 201 && cancel(place, other.body.id, as)]);
    return { order: id, hits, meanwhile, asked, other: other.status, status, agree };
  } finally {
    await end(place, fault);
  }
}

/** One part says nothing, and all others go on. */
export const aliveReady = lesson<Found>({
  number: 10,
  name: 'alive-ready',
  where: 'shop',
  patterns: ['health-checks', 'service-discovery', 'api-gateway'],
  options: [],
  right: () => 1,
  on: {
    run,
    see: ({ asked, meanwhile, other, status }) => [
      { key: 'meanwhile', values: { status: meanwhile } },
      ...asked.map(({ what, status: code }) => ({ key: 'asked', values: { what, status: code } })),
      { key: 'other', values: { status: other } },
      { key: 'afterwards', values: { status } },
    ],
    checks: {
      bit: ({ hits, meanwhile }) => ({ ok: hits > 0 && meanwhile === 'pending', values: { n: hits } }),
      restGoesOn: ({ asked }) => ({
        ok: asked.every(({ status }) => status === 200),
        values: { n: asked.length },
      }),
      othersOrder: ({ other }) => ({ ok: other === 201, values: { status: other } }),
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
