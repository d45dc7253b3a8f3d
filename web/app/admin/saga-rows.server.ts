import { randomUUID } from 'node:crypto';
import { get, orErrorPage, orNothing } from '../shop/api.server';
import type { List, Order, SagaReason as Reason, ListedSaga as Told } from '../shop/api-types';
import { orFirstPage } from '../shop/first-page.server';
import { keyOf, type StepKey } from '../shop/step-keys';

const STATES = ['running', 'parked', 'ended'];
/** Steps that a list can be narrowed down to, in the order in which orders come to them. */
export const SAGA_STEPS: readonly StepKey[] = [
  ...(['hold-money', 'reserve-goods', 'book-courier', 'confirm', 'capture-money', 'take-goods'] as const),
  ...(['tell-customer', 'cancel', 'tell-why', 'withdraw', 'refund-money', 'return-goods'] as const),
  ...(['free-courier', 'tell-refund', 'grant', 'refund-part', 'settle', 'tell-part'] as const),
  ...(['withdraw-pieces', 'return-pieces', 'settle-part', 'tell-pieces'] as const),
  ...(['act', 'move-parcel', 'tell-parcel'] as const),
  ...(['note-return', 'receive', 'take-back', 'settle-return', 'tell-return'] as const),
  ...(['declare', 'tell-withdrawal'] as const),
];
/** Steps of an order that can still be undone as a whole. */
const TO_THE_PIVOT: readonly StepKey[] = ['hold-money', 'reserve-goods', 'book-courier', 'confirm'];
const KINDS = [
  'place-order',
  'cancel-order',
  'refund-order',
  'cancel-part',
  'note-shipment',
  'move-shipment',
  'return-shipment',
  'note-return',
  'receive-return',
  'tell-withdrawal',
] as const;

/** A page of sagas as a list shows them, with the numbers of their orders. */
export async function sagaRows(request: Request) {
  const asked = new URL(request.url).searchParams;
  const cursor = asked.get('cursor');
  const state = asked.get('state');
  const step = SAGA_STEPS.find((one) => one === asked.get('step'));
  const reason = asked.get('reason')?.slice(0, 500);
  const q = asked.get('q')?.trim().slice(0, 200);
  const query = new URLSearchParams({
    limit: '50',
    ...(state && STATES.includes(state) && { state }),
    ...(step && { step }),
    ...(reason && { reason }),
    ...(q && { q }),
    ...(cursor && { cursor }),
  });
  const list = await orErrorPage(orFirstPage(request, get<List<Told>>(request, `/sagas?${query}`)));
  const ids = [...new Set(list.items.map(({ orderId }) => orderId))].join();
  const orders = ids ? await orNothing(get<List<Order>>(request, `/orders?limit=50&ids=${ids}`)) : undefined;
  const numbers = new Map(orders?.items.map(({ id, number }) => [id, number]));
  const rows = list.items.map((saga) => row(saga, numbers.get(saga.orderId) ?? saga.orderId.slice(-6)));
  return { rows, next: list.nextCursor, later: cursor !== null, steps: SAGA_STEPS };
}

/** What a list says of a saga: where it stands is the step that waits, or the one that was begun last. */
function row(saga: Told, number: string) {
  const { id, orderId, state, outcome, startedAt, steps } = saga;
  const at = steps.find(({ status }) => status === 'parked') ?? steps.at(-1);
  const kind = KINDS.find((one) => one === saga.definition);
  // Made with the page that has the button: pressed twice, it is done once.
  const key = randomUUID();
  const step = at && keyOf(at);
  const turnsBack =
    kind === 'place-order' &&
    state !== 'ended' &&
    at?.phase !== 'undo' &&
    (!step || TO_THE_PIVOT.includes(step));
  return {
    ...{ id, orderId, number, state, outcome, startedAt, kind, step, turnsBack },
    ...{ attempts: at?.attempts ?? 0, key },
  };
}

/** What parked sagas wait for; without it the page does too. */
export async function sagaReasons(request: Request) {
  const reasons = await orNothing(get<{ items: Reason[] }>(request, '/sagas/reasons'));
  return (reasons?.items ?? []).map((one) => ({ ...one, key: randomUUID() }));
}
export type SagaReason = Awaited<ReturnType<typeof sagaReasons>>[number];

export type ListedSaga = ReturnType<typeof row>;
