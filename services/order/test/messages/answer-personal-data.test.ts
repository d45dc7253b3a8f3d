import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { as } from '@sagashop/chassis/testing';
import { png } from '@sagashop/pictures/testing';
import { orderService, tea } from '../order-world.ts';

type Json = ReturnType<typeof JSON.parse>;
const shop = await orderService();
const [buyer, clerk] = [randomUUID(), randomUUID()];
const staff = as(clerk, { roles: ['clerk'] });

async function post(path: string, headers: Record<string, string>, payload: object): Promise<Json> {
  const keyed = { ...headers, 'idempotency-key': randomUUID() };
  const answer = await shop.app.inject({ method: 'POST', url: path, headers: keyed, payload });
  assert.ok(answer.statusCode < 300, answer.body);
  return answer.json();
}
const place = async () =>
  (await post('/api/orders', as(buyer), { lines: [{ productId: tea.id, quantity: 1 }] })).id as string;

test('a person is handed their own words on a cancellation and what staff have noted, at the door too, without who has', async () => {
  const [mine, shops, parcelled] = [await place(), await place(), await place()];
  await post(`/api/orders/${mine}/notes`, staff, { text: 'Rings twice' });
  await post(`/api/orders/${mine}/cancellation`, as(buyer), { reason: 'I broke my leg' });
  await post(`/api/orders/${shops}/cancellation`, staff, { reason: 'The oven is broken' });
  const parcel = (await post(`/api/orders/${parcelled}/shipments`, staff, {})).id;
  const photo = (await png(20, 20)).toString('base64');
  await post(`/api/shipments/${parcel}/packing`, staff, { note: 'Fragile', name: 'Alice', photo });
  const asked = { user: buyer, after: null };
  const { records } = (await shop.service.calls['personal-data']!(asked as never)) as Json;
  const of = (id: string) => records.find((record: Json) => record.id === id);
  assert.equal(of(mine).cancellation.reason, 'I broke my leg');
  assert.deepEqual(
    of(mine).notes.map(({ text }: Json) => text),
    ['Rings twice'],
  );
  assert.deepEqual([of(shops).cancellation, of(shops).notes], [null, []]);
  const [{ note, name, photo: shown }] = of(parcelled).shipments[0].acts;
  assert.deepEqual([note, name], ['Fragile', 'Alice']);
  assert.match(Buffer.from(shown, 'base64').toString('latin1'), /^RIFF....WEBP/s);
  assert.ok(!JSON.stringify(records).includes(clerk));
});
