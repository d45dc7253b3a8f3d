import { must } from './ask.ts';
import { cancel, endedSaga, goods, order, tidyUp, topUp } from './orders.ts';
import { Hindrance, type Place } from './place.ts';

interface Invariant {
  name: string;
  ok: boolean;
  failures: string[];
}

/** What the audit said of a shop in which one row was changed past all services, before, then, and when it was put back. */
export interface ChangedRow {
  order: string;
  /** The invariants that did not hold. */
  before: Invariant[];
  broken: Invariant[];
  after: Invariant[];
}

/** Changes the booking of an order by hand, asks the audit, and puts it back. Throws a Hindrance in all but a scratch shop. */
export async function changeRow(place: Place): Promise<ChangedRow> {
  const { byHand, owner } = place;
  if (!byHand || !owner) throw new Hindrance('needsScratch');
  await tidyUp(place);
  const { id: product, price } = await goods(place);
  await topUp(place, price);
  const placed = await order(place, { product, lesson: 12 });
  if (placed.status !== 201) throw new Hindrance('refused', placed.body?.code ?? '');
  const { id, createdAt } = placed.body;
  await endedSaga(place, id);
  const audit = () => wrong(place, owner, createdAt);
  const before = await audit();
  try {
    await byHand(id, 'cancelled');
    const broken = await audit();
    await byHand(id, 'booked');
    return { order: id, before, broken, after: await audit() };
  } finally {
    await byHand(id, 'booked');
    await cancel(place, id);
  }
}

async function wrong(place: Place, as: string, since: string): Promise<Invariant[]> {
  const { invariants } = await must(place, 'GET', `/audit?since=${encodeURIComponent(since)}`, { as });
  return invariants.filter(({ ok }: Invariant) => !ok);
}
