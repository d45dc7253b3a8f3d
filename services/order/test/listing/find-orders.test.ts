import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { BY_KEY } from '@sagashop/chassis/postgres/by-key';
import { connect } from '@sagashop/chassis/postgres/connect';
import { testDatabase } from '@sagashop/chassis/testing';
import { firstIdAt } from '@sagashop/kernel/ids';
import pino from 'pino';
import type { ListPlace, ListSort, ListWish } from '../../src/domain/list-wish.ts';
import { searchFor } from '../../src/domain/list-words.ts';
import { BOUNDS } from '../../src/listing/bounds.ts';
import { countOrders } from '../../src/listing/count-orders.ts';
import { findOrders } from '../../src/listing/find-orders.ts';
import { listWriter } from '../../src/listing/list-writer.ts';
import { rebuildList } from '../../src/listing/rebuild-list.ts';
import { COURIERS, dice, type MadeOrder, makeOrders, PRODUCTS, USERS, writeOrders } from './made-orders.ts';

const url = await testDatabase('find_orders', new URL('../../migrations/', import.meta.url));
const sql = connect(url, { name: 'test', max: 2, settings: BY_KEY });
after(() => sql.end());
const orders = makeOrders(600);
before(async () => {
  await writeOrders(sql, orders);
  const log = pino({ level: 'silent' });
  const size = { orders: 100, bucket: 64, pauses: false };
  await rebuildList(sql, listWriter(sql), log, size);
});

/** So little is looked at that each way of finding orders has its turn. */
const TIGHT = {
  ...{ people: 5, few: 40, rare: 20, glance: 30, likely: 60 },
  ...{ large: 30, look: 50, patience: 10_000 },
};

const WISHES: Record<string, ListWish> = {
  all: {},
  confirmed: { statuses: ['confirmed'] },
  'pending or cancelled': { statuses: ['pending', 'cancelled'] },
  'a rare reason': { reasons: ['no_courier'] },
  paid: { money: ['paid'] },
  'a courier who left': { courierId: COURIERS[0]! },
  'a courier who came': { courierId: COURIERS[3]! },
  'a product': { productId: PRODUCTS[7]! },
  'a product, a courier and a state': {
    productId: PRODUCTS[0]!,
    courierId: COURIERS[1]!,
    statuses: ['delivered'],
  },
  'a customer': { userId: USERS[3]! },
  'a day': { deliveryDate: '2026-01-02' },
  'small totals': { maxTotal: 900 },
  'a band of totals': { minTotal: 20_000, maxTotal: 40_000, statuses: ['confirmed'] },
  ended: { saga: 'ended', statuses: ['cancelled'] },
  parked: { saga: 'parked' },
  'a stretch of time': {
    from: firstIdAt(orders[50]!.placed),
    before: firstIdAt(orders[400]!.placed),
    money: ['none'],
  },
  'a name': { search: searchFor('ann smi') },
  'a name in Russian': { search: searchFor('елк') },
  'an address': { search: searchFor('user7@') },
  'a telephone number': { search: searchFor('8 (900) 555-1007') },
  'the beginning of numbers': { search: searchFor('10004') },
  'a number': { search: searchFor('№ 100042') },
  nothing: { search: searchFor('zzz'), statuses: ['confirmed'] },
  'a name, a product': { search: searchFor('anna'), productId: PRODUCTS[2]! },
};
const SORTS: ListSort[] = ['newest', 'oldest', 'total', '-total', 'deliveryDate'];

for (const [name, wish] of Object.entries(WISHES)) {
  test(`${name}: each sort gives what fits, in its order, page by page, however little is looked at`, async () => {
    const fitting = orders.filter((order) => fitsByHand(order, wish));
    for (const sort of SORTS) {
      const expected = fitting.toSorted(byHand(sort)).map(({ id }) => id);
      for (const bounds of [BOUNDS, TIGHT])
        assert.deepEqual(await allPages(wish, sort, bounds), expected, sort);
    }
    assert.deepEqual(await countOrders(sql, wish), { value: fitting.length, atLeast: false });
  });
}

test('any wishes together are found as one by one', async () => {
  const roll = dice(7);
  const all = Object.values(WISHES);
  for (let turn = 0; turn < 40; turn += 1) {
    const wish = { ...all[roll(all.length)]!, ...all[roll(all.length)]! };
    const sort = SORTS[roll(SORTS.length)]!;
    const expected = orders.filter((order) => fitsByHand(order, wish)).toSorted(byHand(sort));
    assert.deepEqual(
      await allPages(wish, sort, TIGHT),
      expected.map(({ id }) => id),
      JSON.stringify({ wish, sort }),
    );
  }
});

test('patience that ends gives what was found, and where to go on', async () => {
  const wish: ListWish = { saga: 'ended', minTotal: 1, search: searchFor('user7@') };
  const page = { wish, sort: 'total' as const, after: undefined, limit: 100 };
  const found = await findOrders(sql, page, { ...TIGHT, few: 1, look: 5, patience: 0 });
  assert.ok(found.next);
  assert.ok(found.places.length < 35);
});

async function allPages(wish: ListWish, sort: ListSort, bounds: typeof BOUNDS): Promise<string[]> {
  const ids: string[] = [];
  let after: ListPlace | undefined;
  do {
    const found = await findOrders(sql, { wish, sort, after, limit: 37 }, bounds);
    ids.push(...found.places.map(({ id }) => id));
    after = found.next;
  } while (after);
  return ids;
}

const day = ({ deliveryDate }: MadeOrder) => deliveryDate ?? 'infinity';

function byHand(sort: ListSort): (a: MadeOrder, b: MadeOrder) => number {
  const byId = (a: MadeOrder, b: MadeOrder) => (a.id < b.id ? -1 : 1);
  const ways: Record<ListSort, (a: MadeOrder, b: MadeOrder) => number> = {
    oldest: byId,
    newest: (a, b) => byId(b, a),
    total: (a, b) => a.total - b.total || byId(a, b),
    '-total': (a, b) => b.total - a.total || byId(b, a),
    deliveryDate: (a, b) => (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : byId(a, b)),
  };
  return ways[sort];
}

function fitsByHand(order: MadeOrder, wish: ListWish): boolean {
  const { minTotal = 0, maxTotal = Number.POSITIVE_INFINITY, from = '', before = 'z', search } = wish;
  const among = (values: readonly string[] | undefined, value: string | null) =>
    !values || (value !== null && values.includes(value));
  const is = (wanted: string | undefined, value: string | null) => wanted === undefined || wanted === value;
  return (
    among(wish.statuses, order.status) &&
    among(wish.reasons, order.reason) &&
    among(wish.money, order.money) &&
    is(wish.courierId, order.courierId) &&
    is(wish.userId, order.userId) &&
    is(wish.deliveryDate, order.deliveryDate) &&
    is(wish.saga, 'ended') &&
    (!wish.productId || order.products.includes(wish.productId)) &&
    order.total >= minTotal &&
    order.total <= maxTotal &&
    order.id >= from &&
    order.id < before &&
    (!search || isFoundByHand(order, search))
  );
}

function isFoundByHand({ number, recipient }: MadeOrder, search: ReturnType<typeof searchFor>): boolean {
  if (search.number !== null && String(number).startsWith(search.number)) return true;
  if (!recipient || search.words.length === 0) return false;
  const { name, email, phone } = recipient;
  const said = ` ${name} ${email} ${phone ?? ''} ${phone?.replace('+7', '8') ?? ''}`
    .toLowerCase()
    .replaceAll('ё', 'е');
  return search.words.every((word) => said.includes(` ${word}`) || said.includes(`-${word}`));
}
