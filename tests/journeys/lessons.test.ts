import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Lesson } from '@sagashop/lessons/lesson';
import { findLesson, LESSONS } from '@sagashop/lessons/lessons';
import type { Place, Send } from '@sagashop/lessons/place';
import { type Played, playLesson, playWithout } from '@sagashop/lessons/play-lesson';
import { filled, textsOf } from '@sagashop/lessons/texts-of';
import { worldLinks } from '@sagashop/lessons/world-links';
import { worldAt } from '@sagashop/shop-world/wish-text';
import { openTestShop } from './test-shop.ts';

const shop = await openTestShop({ SAGASHOP_LAB: '1', ORDER_PARK_AFTER: '3' });
await shop.courier(1000);
await shop.product(2500, 103);
const products = () => shop.ask('GET', '/api/products?limit=1');
while ((await products()).body.items[0]?.availability !== 'in_stock');

const send: Send = async (method, path, headers, body) => {
  const response = await fetch(shop.url + path, { method, headers, ...(body !== undefined && { body }) });
  const text = await response.text();
  return { status: response.status, text, header: (name) => response.headers.get(name) };
};

async function learner(): Promise<Place> {
  const { token } = await shop.customer();
  const byHand: Place['byHand'] = (order, state) =>
    shop.behind('delivery', (tx) => tx`update bookings set state = ${state} where order_id = ${order}`);
  return { send, token, owner: shop.admin, byHand };
}

/** Everything that a lesson says of what was seen and proven, in both languages, with no value left out. */
function said(lesson: Lesson, { seen, proofs, worlds }: Played): void {
  for (const language of ['en', 'ru'] as const) {
    const { says } = textsOf(lesson, language);
    for (const { key, values } of [...seen, ...proofs]) {
      const text = says[key];
      assert.ok(text, `${language}: there is no text ${key}`);
      assert.doesNotMatch(filled(text, values), /\{\w+\}|undefined|NaN/);
    }
    const links = worldLinks(worlds, language);
    assert.deepEqual(
      links.filter(({ to, text }) => /\{\w+\}/.test(text) || !worldAt(to.split('?')[1]!, 0)),
      [],
    );
  }
}

const failed = ({ proofs }: Played) => proofs.filter(({ ok }) => !ok);

for (const lesson of LESSONS) {
  test(`lesson ${lesson.number} proves what it says, however chosen`, async () => {
    const place = await learner();
    for (const choice of lesson.options.length > 0 ? lesson.options : ['']) {
      const played = await playLesson(lesson, place, choice);
      assert.deepEqual(failed(played), []);
      assert.ok([0, 1, 2].includes(played.right));
      said(lesson, played);
      assert.equal(lesson.where === 'world', played.worlds.length > 0);
      if (!lesson.off) continue;
      const without = await playWithout(lesson, place, choice);
      assert.deepEqual(failed(without), []);
      said(lesson, without);
    }
  });
}

test('a lesson that an owner tries ends its own faults, and nobody else’s', async () => {
  const other = await shop.customer();
  const body = { fault: 'slow', command: 'payment.hold', scope: 'mine', seconds: 300 };
  const { id } = await shop.must(201, shop.ask('POST', '/api/lab/faults', { as: other.token, body }));
  const place = { send, token: shop.admin, owner: shop.admin };
  for (const lesson of LESSONS.filter(({ number }) => number === 10))
    assert.deepEqual(failed(await playLesson(lesson, place, '')), []);
  const { active } = await shop.must(200, shop.ask('GET', '/api/lab', { as: other.token }));
  assert.deepEqual(
    active.map((fault: { id: string }) => fault.id),
    [id],
  );
});

test('a row is changed by hand in no shop that is not there to be broken', async () => {
  const { byHand: _, ...place } = await learner();
  await assert.rejects(playWithout(findLesson('12')!, place, ''), /needsScratch/);
});

test('lessons leave nothing of what they ordered', async () => {
  await shop.settled();
  const { items } = await shop.must(200, shop.ask('GET', '/api/orders?limit=100', { as: shop.admin }));
  assert.ok(items.length > 0);
  assert.deepEqual(
    items.filter(({ status }: { status: string }) => status !== 'cancelled'),
    [],
  );
});

test('what a lesson has left that was stopped half-way, the next run takes back', async () => {
  const place = await learner();
  const stopped: Send = (method, path, headers, body) =>
    path.endsWith('/cancellation') ? Promise.reject(new Error('stopped')) : send(method, path, headers, body);
  const [oneOrder] = LESSONS;
  await assert.rejects(playLesson(oneOrder!, { ...place, send: stopped }, ''), /noAnswer/);
  const open = async () => (await shop.ask('GET', '/api/orders', { as: place.token })).body.items;
  assert.deepEqual(
    (await open()).map(({ status }: { status: string }) => status),
    ['confirmed'],
  );
  assert.deepEqual(failed(await playLesson(oneOrder!, place, '')), []);
  assert.deepEqual(
    (await open()).map(({ status }: { status: string }) => status),
    ['cancelled', 'cancelled'],
  );
});
