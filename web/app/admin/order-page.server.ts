import { randomUUID } from 'node:crypto';
import { get, orErrorPage, orNothing } from '../shop/api.server';
import type { Courier, DeliveryDay, List, Order, Shipment, Timeline } from '../shop/api-types';
import { mailsOfOrder } from './mail-rows.server';
import { refundedOf } from './refunded-of';
import { sortedHistory } from './sorted-history';
import type { Staff } from './staff.server';

const NOTE_OPEN = 24 * 3_600_000; // ms for which whoever wrote a note may change it
/** Whose word a part of the page is: none of them has told anything without a timeline. */
const TELLING = ['order', 'payment', 'stock', 'delivery', 'notify'];
/** Some of its goods have left the shop. */
const GONE = new Set(['partly_shipped', 'shipped', 'delivered', 'failed']);
const ENDED = ['cancelled', 'returned'];

/** Everything that the back office shows of one order; what another service knows is left out while it does not answer. */
export async function orderPage(request: Request, id: string, { user, may }: Staff) {
  const path = `/orders/${encodeURIComponent(id)}`;
  const moves = may('deliveries.write');
  const [order, timeline, listed, couriers, days, mails, carried] = await Promise.all([
    orErrorPage(get<Order>(request, path)),
    orNothing(get<Timeline>(request, `${path}/timeline`)),
    orNothing(get<List<Order>>(request, `/orders?ids=${encodeURIComponent(id)}`)),
    moves ? orNothing(get<List<Courier>>(request, '/couriers?limit=100')) : undefined,
    moves ? orNothing(get<List<DeliveryDay>>(request, '/delivery/dates')) : undefined,
    may('mails.read') ? mailsOfOrder(request, id) : undefined,
    orNothing(get<List<Shipment>>(request, `/shipments?limit=100&orderId=${encodeURIComponent(id)}`)),
  ]);
  const { notes, ...history } = sortedHistory(timeline);
  return {
    order,
    saga: listed?.items[0]?.saga ?? null,
    history,
    mails,
    notes: notes.map((note) => ({ ...note, mine: note.by?.id === user.id && isOpen(note.at) })),
    missing: timeline ? timeline.missing : TELLING,
    mark: timeline?.mark ?? '',
    left: leftOf(order),
    parcels: parcelsOf(order, carried?.items ?? []),
    couriers: (couriers?.items ?? []).map(({ id: courier, name }) => ({ id: courier, name })),
    days: (days?.items ?? []).map(({ date }) => date),
    may: rightsOn(order, may),
    // Made with the page that has the buttons: pressed twice, money goes back once.
    key: randomUUID(),
  };
}

/** What can be done with an order as it stands, by whoever looks at it. */
function rightsOn(order: Order, may: Staff['may']) {
  const over = ENDED.includes(order.status);
  return {
    cancel: may('orders.cancel') && ['pending', 'confirmed'].includes(order.status) && !GONE.has(order.goods),
    part: may('orders.cancel') && order.status === 'confirmed',
    refund: may('orders.refund') && order.status !== 'pending' && !over,
    move: may('deliveries.write') && order.status === 'confirmed',
    plan: may('shipments.plan') && order.status === 'confirmed',
    parcel: may('shipments.write'),
    note: may('orders.note'),
    returns: may('returns.write'),
    customer: may('customers.read'),
    sagas: may('sagas.read'),
    resend: may('mails.send'),
  };
}

export type OrderPage = Awaited<ReturnType<typeof orderPage>>;

const isOpen = (at: string) => Date.now() - Date.parse(at) < NOTE_OPEN;

/** Its parcels, with who brings them where delivery has noted that. */
function parcelsOf({ shipments = [] }: Order, carried: readonly Shipment[]) {
  return shipments.map((parcel) => {
    const { courierName = null, date = null } = carried.find(({ id }) => id === parcel.id) ?? {};
    return { ...parcel, courierName, date };
  });
}

/** How much of it is left. */
function leftOf(order: Order): Order['total'] {
  return { ...order.total, amount: order.total.amount - refundedOf(order) };
}
