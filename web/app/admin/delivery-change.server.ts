import { ask, get, Refusal } from '../shop/api.server';
import type { Board } from '../shop/api-types';
import { keyFor } from '../shop/key.server';
import { problemOf } from '../shop/problems.server';
import type { Texts } from '../words/words';
import { piecesIn } from './pieces-in';

/** Why a form of the board was refused. */
export interface Refused {
  problem: keyof Texts;
  status: number;
}

const SAID: Record<string, keyof Texts> = {
  no_capacity: 'admin.delivery.noCapacity',
  not_booked: 'admin.delivery.notBooked',
  date_unavailable: 'admin.delivery.dateUnavailable',
  unknown_courier: 'admin.delivery.unknownCourier',
  courier_taken: 'admin.delivery.courierTaken',
  not_a_courier: 'admin.delivery.notACourier',
};
const WRONG: Refused = { problem: 'error.validation_failed', status: 422 };

/** What somebody has filled in, by the names of the fields. */
type Filled = (name: string) => string;

/** What each form of the board does, by its `act`. */
const ACTS: Record<string, (request: Request, filled: Filled) => Promise<Refused | undefined>> = {
  move: async (request, filled) =>
    move(request, filled('order'), { courierId: filled('courier'), date: filled('date') }, filled('key')),
  spread,
  plan,
  courier: saveCourier,
};

/** Does what a form of the board asks for. Answers why it was refused; undefined when it is done. */
export async function changeDelivery(request: Request, form: FormData): Promise<Refused | undefined> {
  const filled: Filled = (name) => String(form.get(name) ?? '').trim();
  const act = ACTS[filled('act')];
  if (!act) return WRONG;
  try {
    return await act(request, filled);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { problem: SAID[error.code] ?? problemOf(error), status: error.status };
  }
}

async function move(
  request: Request,
  order: string,
  to: { courierId: string; date: string },
  key: string,
): Promise<undefined> {
  const body = Object.fromEntries(Object.entries(to).filter(([, value]) => value !== ''));
  const headers = { 'idempotency-key': keyFor(key, order, body) };
  await ask(request, `/deliveries/${encodeURIComponent(order)}/assignment`, {
    method: 'POST',
    body,
    headers,
  });
}

/** Gives a courier's deliveries of a day to others who have a place then, one after the other, as far as it goes. */
async function spread(request: Request, filled: Filled): Promise<Refused | undefined> {
  const [courier, date] = [filled('courier'), filled('date')];
  const query = new URLSearchParams({ from: date, to: date });
  const { items } = await get<Board>(request, `/delivery/board?${query}`);
  const others = items.filter(({ courierId }) => courierId !== courier);
  for (const order of items.find(({ courierId }) => courierId === courier)?.stops ?? []) {
    const [free] = others
      .filter(({ booked, capacity }) => booked < capacity)
      .sort((a, b) => a.booked / a.capacity - b.booked / b.capacity);
    if (!free) return { problem: 'admin.delivery.noneFree', status: 409 };
    await move(request, order, { courierId: free.courierId, date }, filled('key'));
    free.booked += 1;
  }
  return undefined;
}

/** How many deliveries a courier takes on a day: as typed, none at all (`off`), or as on others where nothing was typed. */
async function plan(request: Request, filled: Filled): Promise<Refused | undefined> {
  const typed = filled('off') ? '0' : filled('capacity');
  const capacity = typed === '' ? null : piecesIn(typed);
  if (capacity === undefined) return WRONG;
  const [courier, date] = [filled('courier'), filled('date')].map(encodeURIComponent);
  await ask(request, `/couriers/${courier}/days/${date}`, { method: 'PUT', body: { capacity } });
  return undefined;
}

async function saveCourier(request: Request, filled: Filled): Promise<Refused | undefined> {
  const dailyCapacity = piecesIn(filled('dailyCapacity'));
  if (dailyCapacity === undefined) return WRONG;
  const [courier, name] = [filled('courier'), filled('name')];
  const user = filled('userId') !== filled('was') ? { userId: filled('userId') || null } : {};
  await ask(request, courier ? `/couriers/${encodeURIComponent(courier)}` : '/couriers', {
    method: courier ? 'PATCH' : 'POST',
    body: { name, dailyCapacity, ...user },
    headers: { 'idempotency-key': keyFor(filled('key')) },
  });
  return undefined;
}
