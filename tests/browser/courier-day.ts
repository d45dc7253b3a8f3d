import { dueOn } from '../journeys/due-on.ts';
import type { openShopWithPages } from './shop-with-pages.ts';
import { onShelf } from './shopper.ts';

type Shop = Awaited<ReturnType<typeof openShopWithPages>>;
type Json = ReturnType<typeof JSON.parse>;

/** A courier with so many stops of today, and the customer whose orders they are. */
export async function courierDay(shop: Shop, count: number) {
  const product = await onShelf(shop, 100, 1000);
  const alice = await shop.customer(1_000_000);
  const carl = await shop.customer();
  const as = shop.admin;
  await shop.must(200, shop.ask('PATCH', `/api/staff/${carl.id}`, { as, body: { roles: ['courier'] } }));
  const hired = { name: `Carl ${carl.id}`, dailyCapacity: 1000 };
  const courier = await shop.must(201, shop.ask('POST', '/api/couriers', { as, body: hired }));
  const bound = { userId: carl.id };
  await shop.must(200, shop.ask('PATCH', `/api/couriers/${courier.id}`, { as, body: bound }));
  const { today } = await shop.must(200, shop.ask('GET', '/api/delivery/board', { as }));
  const stops = [];
  let day = '';
  for (let at = 1; at <= count; at += 1) {
    const more = {
      ...{ address: `Lindenallee ${at}, Berlin` },
      recipient: { name: 'Anna Petrova', phone: '+49 30 1234567' },
    };
    const {
      id: order,
      number,
      deliveryDate: date,
    } = (await alice.order([{ productId: product, quantity: 2 }], more)).body;
    day = date;
    const to = { courierId: courier.id, date };
    await shop.must(201, shop.ask('POST', `/api/deliveries/${order}/assignment`, { as, body: to }));
    const { id } = await shop.must(201, shop.ask('POST', `/api/orders/${order}/shipments`, { as, body: {} }));
    stops.push({ id: id as string, order: order as string, number: number as string });
  }
  await shop.settled();
  // Nobody can book for today.
  await dueOn(shop, today, { courier: courier.id, was: day, orders: stops.map(({ order }) => order) });
  await shop.settled();
  /** What has become of a parcel, as the shop has it. */
  const actsOf = async ({ id, order }: { id: string; order: string }): Promise<Json[]> => {
    const { shipments } = await shop.must(200, shop.ask('GET', `/api/orders/${order}`, { as: alice.token }));
    return shipments.find((one: Json) => one.id === id).acts;
  };
  return { alice, carl, courier: courier.id as string, stops, actsOf };
}
