import { randomUUID } from 'node:crypto';
import { get, orErrorPage, orNothing } from '../shop/api.server';
import type { Order, Saga } from '../shop/api-types';
import { type ActiveFault, type Foretold, isForetold, type LabView } from './lab-types';
import { buyersOf } from './many-buyers.server';

const LOOKED_AT = 5; // orders of a fault

/** What became of an order that was struck. */
export interface StruckOrder {
  id: string;
  number: string;
  came: Foretold;
  /** Whether every participant has in its books what the saga says; null while it is under way, or nobody can say. */
  agrees: boolean | null;
}

/** What came of a fault, beside what was foretold. */
export interface Verdict {
  fault: ActiveFault;
  foretold: Foretold;
  orders: StruckOrder[];
}

/** What the laboratory's page shows: faults, and the verdict on the one that the address names. */
export async function labPage(request: Request) {
  const asked = new URL(request.url).searchParams;
  const lab = await orErrorPage(get<LabView>(request, '/lab'));
  const fault = [...lab.active, ...lab.recent].find(({ id }) => id === asked.get('fault'));
  const foretold = asked.get('foretold');
  const verdict =
    fault && isForetold(foretold) ? { fault, foretold, orders: await ordersOf(request, fault) } : null;
  return { lab, verdict, buyers: buyersOf(request), now: Date.now(), key: randomUUID() };
}

async function ordersOf(request: Request, fault: ActiveFault): Promise<StruckOrder[]> {
  const found = await Promise.all(
    fault.orders.slice(0, LOOKED_AT).map((id) => orNothing(struckOrder(request, id))),
  );
  return found.flatMap((order) => order ?? []);
}

async function struckOrder(request: Request, id: string): Promise<StruckOrder> {
  const [{ number, status }, saga] = await Promise.all([
    get<Order>(request, `/orders/${id}`),
    get<Saga>(request, `/orders/${id}/saga`),
  ]);
  const came = status === 'pending' ? 'waits' : status === 'cancelled' ? 'undone' : 'whole';
  const said = saga.steps.flatMap(({ record }) => (record ? [record.agrees] : []));
  const agrees = said.includes(false) ? false : said.includes(null) || saga.state !== 'ended' ? null : true;
  return { id, number, came, agrees };
}
