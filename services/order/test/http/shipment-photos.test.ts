import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { as } from '@sagashop/chassis/testing';
import { sweepPictures } from '@sagashop/pictures/store-picture';
import { form, jpeg, pngHeader } from '@sagashop/pictures/testing';
import sharp from 'sharp';
import { findUnusedPhotos } from '../../src/store/photos.ts';
import { orderService, participants, tea } from '../order-world.ts';

type Json = ReturnType<typeof JSON.parse>;

const world = participants();
const { ask } = world.peers;
/** The parcels that are stops of the one courier. */
const stops: string[] = [];
world.peers.ask = (async (call: { name: string }, question: { orders: string[] }) =>
  call.name === 'shipments'
    ? {
        items: stops.map((id) => ({ id, order: question.orders[0], courier: null, date: null })),
        today: '2099-01-01',
      }
    : ask!(call as never, question as never)) as never;
const shop = await orderService(world);
const sql = connect(shop.url, { name: 'test', max: 1 });
after(() => sql.end());
const [alice, clerk, carl] = [randomUUID(), as(randomUUID(), { roles: ['clerk'] }), randomUUID()];
const courier = as(carl, { roles: ['courier'] });

async function handedOver(): Promise<string> {
  const post = async (url: string, payload: object, headers: Record<string, string>) =>
    (
      await shop.app.inject({
        method: 'POST',
        url,
        headers: { ...headers, 'idempotency-key': randomUUID() },
        payload,
      })
    ).json();
  const { id } = await post('/api/orders', { lines: [{ productId: tea.id, quantity: 1 }] }, as(alice));
  const parcel = await post(`/api/orders/${id}/shipments`, {}, clerk);
  await post(`/api/shipments/${parcel.id}/handover`, {}, clerk);
  stops.push(parcel.id);
  return parcel.id as string;
}

async function tell(
  parcel: string,
  parts: Record<string, unknown>,
  { act = 'delivery', who = courier, key = randomUUID() as string } = {},
): Promise<{ status: number; body: Json; replayed: unknown }> {
  const answer = await shop.app.inject({
    method: 'POST',
    url: `/api/shipments/${parcel}/${act}`,
    ...form(parts as never, { ...who, 'idempotency-key': key }),
  });
  return {
    status: answer.statusCode,
    body: answer.json(),
    replayed: answer.headers['idempotency-replayed'],
  };
}
const see = (url: string, who: Record<string, string>) => shop.app.inject({ url, headers: who });
const files = async () => (await sql`select from picture_files`).length;
const phone = await jpeg({ width: 1800, height: 1200, orientation: 6 });

test('a photo at the door is kept small, upright and without where it was taken, once for its key', async () => {
  const parcel = await handedOver();
  const key = randomUUID();
  const said = { file: phone, name: 'Alice', note: '', at: '2020-01-01T10:00:00Z' };
  const told = await tell(parcel, said, { key });
  assert.equal(told.status, 201);
  const act = told.body.acts.at(-1);
  assert.deepEqual([act.name, act.photo, act.photoUrl], ['Alice', true, `/api/shipments/${parcel}/photos/2`]);
  const again = await tell(parcel, said, { key });
  assert.deepEqual([again.replayed, again.body], ['true', told.body]);
  assert.equal((await tell(parcel, { ...said, name: 'Bob' }, { key })).body.code, 'idempotency_key_reused');
  const got = await see(act.photoUrl, clerk);
  assert.deepEqual([got.statusCode, got.headers['content-type']], [200, 'image/webp']);
  assert.match(String(got.headers['cache-control']), /^private/);
  const { width, height, exif, orientation } = await sharp(got.rawPayload).metadata();
  assert.deepEqual([width, height, exif, orientation], [1067, 1600, undefined, undefined]);
  assert.equal(await files(), 1);
});

test('staff, its courier and its customer see a photo; for everybody else there is none', async () => {
  const parcel = await handedOver();
  const { body } = await tell(parcel, { file: phone, note: 'No bell' }, { act: 'failure' });
  const url = body.acts.at(-1).photoUrl as string;
  for (const [who, status] of [
    [clerk, 200],
    [as(randomUUID(), { roles: ['packer'] }), 200],
    [courier, 200],
    [as(alice), 200],
    [as(randomUUID()), 404],
    [{}, 401],
  ] as const)
    assert.equal((await see(url, who)).statusCode, status);
  const [shown] = (await see(`/api/orders/${body.orderId}`, as(alice))).json().shipments;
  assert.deepEqual([shown.acts.at(-1).photoUrl, shown.acts.at(-1).note], [url, undefined]);
  stops.splice(stops.indexOf(parcel), 1);
  assert.equal((await see(url, courier)).statusCode, 404, 'another has this stop');
  assert.equal((await tell(parcel, { file: phone })).status, 404);
  for (const none of ['1', '3', '0', 'x', '99999999'])
    assert.equal((await see(url.replace(/\d+$/, none), clerk)).statusCode, 404, none);
});

test('what is no photo is refused with the reason, nothing of it is kept, and the parcel stays as it is', async () => {
  const parcel = await handedOver();
  const before = await files();
  const base64 = (bytes: Buffer) => bytes.toString('base64');
  const wrong: [string, Buffer, RegExp][] = [
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), /is no JPEG/],
    [
      'a beginning alone',
      Buffer.from('\xff\xd8\xff and so on and on', 'latin1'),
      /cannot be read to its end/,
    ],
    ['a bomb', pngHeader(10_000, 10_000), /has 100 megapixels; at most 50/],
    ['one that is cut', phone.subarray(0, phone.length / 2), /cannot be read to its end/],
  ];
  for (const [what, file, message] of wrong) {
    const answers = [
      await tell(parcel, { file }),
      await shop.app
        .inject({
          method: 'POST',
          url: `/api/shipments/${parcel}/delivery`,
          headers: { ...courier, 'idempotency-key': randomUUID() },
          payload: { photo: base64(file) },
        })
        .then((answer) => ({ status: answer.statusCode, body: answer.json() })),
    ];
    for (const { status, body } of answers) {
      assert.deepEqual([status, body.errors?.[0].path], [422, 'photo'], what);
      assert.match(body.errors[0].message, message, what);
    }
  }
  assert.equal((await tell(parcel, { file: Buffer.alloc(5_000_001) })).body.code, 'body_too_large');
  assert.equal((await tell(parcel, { file: phone, then: 'broken' })).body.code, 'malformed_body');
  const texts: [Record<string, string>, string][] = [
    [{ at: 'yesterday' }, 'at'],
    [{ at: '2026-06-30T23:59:60Z' }, 'at'],
    [{ name: 'x'.repeat(201) }, 'name'],
    [{ note: 'a\0b' }, 'note'],
    [{ steal: '1' }, 'steal'],
    [{ photo: base64(phone.subarray(0, 300)) }, 'photo'],
  ];
  for (const [text, path] of texts) {
    const { status, body } = await tell(parcel, text);
    assert.deepEqual([status, body.errors?.[0].path], [422, path], JSON.stringify(text).slice(0, 40));
  }
  assert.equal(await files(), before);
  assert.equal((await tell(parcel, {})).body.state, 'delivered');
});

test('what a customer shows of what they send back is seen by them and staff, and goes with them', async () => {
  const parcel = await handedOver();
  const { body } = await tell(parcel, {});
  const order = (await see(`/api/orders/${body.orderId}`, as(alice))).json();
  const ask = async (parts: object, who = as(alice)) => {
    const answer = await shop.app.inject({
      method: 'POST',
      url: `/api/orders/${order.id}/returns`,
      ...form(parts as never, { ...who, 'idempotency-key': randomUUID() }),
    });
    return { status: answer.statusCode, body: answer.json() };
  };
  const lines = JSON.stringify([{ lineId: order.lines[0].id, quantity: 1 }]);
  const before = await files();
  const wrong: [object, string][] = [
    [{ lines, reason: 'Chipped', file: Buffer.from('<svg/>') }, 'photo'],
    [{ lines: 'x', reason: 'Chipped' }, 'lines'],
    [{ lines, reason: 'a\0b' }, 'reason'],
    [{ lines }, 'reason'],
    [{ lines: '{}', reason: 'Chipped' }, 'lines'],
  ];
  for (const [parts, path] of wrong) {
    const { status, body: problem } = await ask(parts);
    assert.deepEqual([status, problem.errors?.[0].path], [422, path], JSON.stringify(problem));
  }
  const said = { lines, reason: 'Chipped', file: phone };
  assert.equal((await ask({ ...said, file: Buffer.alloc(5_000_001) })).body.code, 'body_too_large');
  assert.equal((await ask(said, as(randomUUID()))).status, 404, 'before its photo is kept');
  assert.equal(await files(), before);
  const { status, body: asked } = await ask(said);
  assert.deepEqual([status, asked.photo], [201, true]);
  const { photoUrl } = asked;
  for (const [who, status] of [
    [as(alice), 200],
    [clerk, 200],
    [as(randomUUID()), 404],
    [courier, 404],
    [{}, 401],
  ] as const)
    assert.equal((await see(photoUrl, who)).statusCode, status);
  await sql`update picture_files set kept_at = now() - interval '2 days'`;
  await sweepPictures({ sql, bucket: undefined }, findUnusedPhotos);
  assert.equal((await see(photoUrl, clerk)).statusCode, 200, 'it is used');
  await shop.service.calls['forget-user']!({ user: alice } as never);
  assert.equal((await see(photoUrl, clerk)).statusCode, 404);
  assert.equal(await files(), 0);
});

test('whatever a clock says, what became of a parcel is counted between its hand-over and now', async () => {
  for (const at of ['0000-01-01T00:00:00Z', '2020-01-01T10:00:00+23:59', '9999-12-31T23:59:59-23:59']) {
    const { status, body } = await tell(await handedOver(), { at });
    assert.equal(status, 201, at);
    const [handover, delivery] = body.acts;
    assert.ok(delivery.at >= handover.at && delivery.at <= delivery.receivedAt, at);
  }
});

test('a photo that no act has goes a day later; those that a release before has taken are still shown', async () => {
  const parcel = await handedOver();
  const old = (await jpeg({ width: 40, height: 30 })).toString('base64');
  const { body } = await tell(parcel, { note: 'No answer' }, { act: 'failure' });
  await sql`update shipment_acts set photo = ${old} where shipment = ${parcel} and nth = 2`;
  const got = await see(`/api/shipments/${parcel}/photos/2`, clerk);
  assert.equal((await sharp(got.rawPayload).metadata()).exif, undefined);
  // It was kept, and then the parcel's state refused it.
  assert.equal((await tell(parcel, { file: phone }, { act: 'packing' })).body.code, 'wrong_state');
  const before = await files();
  await sql`update picture_files set kept_at = now() - interval '2 days'`;
  await sweepPictures({ sql, bucket: undefined }, findUnusedPhotos);
  assert.equal(await files(), before - 1);
  assert.equal(body.acts.at(-1).photo, undefined);
});
