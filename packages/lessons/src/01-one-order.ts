import { lesson } from './lesson.ts';
import { cancel, drawnSteps, endedSaga, goods, order, tidyUp, topUp } from './orders.ts';
import { Hindrance, type Place } from './place.ts';

interface Write {
  at: string;
  service: string;
  step: string;
}

interface Row {
  service: string;
  state: string;
  agrees: boolean;
}

interface Found {
  order: string;
  /** As recorded: the first is the order's own row. */
  writes: Write[];
  rows: Row[];
}

/** Writes of services that know nothing of each other. */
const ANSWERS = ['payment', 'stock', 'delivery'];

async function run(place: Place): Promise<Found> {
  await tidyUp(place);
  const { id: product, price } = await goods(place);
  await topUp(place, price);
  const placed = await order(place, { product, lesson: 1 });
  if (placed.status !== 201) throw new Hindrance('refused', placed.body?.code);
  const { id, createdAt } = placed.body;
  try {
    return found(id, createdAt, await endedSaga(place, id));
  } finally {
    await cancel(place, id);
  }
}

type Saga = Awaited<ReturnType<typeof endedSaga>>;
type Line = { key: string; phase: string; status: string; endedAt: string };
type Drawn = { key: string; service: string; record?: Row };

function found(order: string, createdAt: string, saga: Saga): Found {
  const drawn: Drawn[] = drawnSteps(saga);
  const serviceOf = new Map(drawn.map(({ key, service }) => [key, service]));
  const done = (saga.steps as Line[]).filter(({ phase, status }) => phase === 'do' && status === 'done');
  const writes = done
    .map(({ key, endedAt }) => ({ at: endedAt, service: serviceOf.get(key) ?? '?', step: key }))
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const rows = drawn.flatMap(({ record }) => record ?? []);
  return { order, writes: [{ at: createdAt, service: 'order', step: 'place' }, ...writes], rows };
}

const place = (writes: readonly Write[], step: string) => writes.findIndex((write) => write.step === step);

/** Whether each write came after those that it stands on. */
function inOrder(writes: readonly Write[]): boolean {
  const [money, goods, courier, pivot] = ['hold-money', 'reserve-goods', 'book-courier', 'confirm'].map(
    (step) => place(writes, step),
  ) as [number, number, number, number];
  const after = ['capture-money', 'take-goods', 'tell-customer'].map((step) => place(writes, step));
  const early = 0 < money && money < goods && money < courier && Math.max(goods, courier) < pivot;
  return early && after.every((at) => at > pivot);
}

/** One order, followed through the databases of the services that it concerns. */
export const oneOrder = lesson<Found>({
  number: 1,
  name: 'one-order',
  where: 'shop',
  patterns: ['bounded-contexts', 'database-per-service'],
  options: [],
  right: ({ writes }) => Math.max(0, ANSWERS.indexOf(writes[2]?.service ?? '')),
  on: {
    run,
    see: ({ writes }) =>
      writes.map(({ at, service, step }, index) => ({
        key: 'wrote',
        values: { n: index + 1, service, step, ms: Date.parse(at) - Date.parse(writes[0]!.at) },
      })),
    checks: {
      inOrder: ({ writes }) => ({ ok: inOrder(writes), values: { n: writes.length } }),
      everywhere: ({ rows }) => {
        const services = new Set(rows.map(({ service }) => service));
        const ok = ['order', 'payment', 'stock', 'delivery', 'notify'].every((one) => services.has(one));
        return { ok, values: { n: services.size } };
      },
      agree: ({ rows }) => ({
        ok: rows.length > 0 && rows.every(({ agrees }) => agrees),
        values: { n: rows.length },
      }),
    },
  },
  code: [
    { file: 'services/order/src/sagas/place-order.ts', symbol: 'placeOrderSaga' },
    { file: 'services/payment/src/contract.ts', symbol: 'hold' },
    { file: 'services/order/src/watching/read-records.ts', symbol: 'recordsReader' },
  ],
  cost: { bench: 'orders' },
});
