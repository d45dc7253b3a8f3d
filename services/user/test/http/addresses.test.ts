import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { as } from '@sagashop/chassis/testing';
import { openTestUser, signUpBody } from '../opened.ts';

const { app } = await openTestUser();
const PATH = '/api/users/me/addresses';
const HOME = { street: 'Lindenallee 7', zip: '10115', city: 'Berlin' };
const WORK = { street: 'Невский пр., 1', city: 'Петербург' };

/** A user, and what they send to their addresses. */
async function somebody() {
  const { id } = (await app.inject({ method: 'POST', url: '/api/users', body: signUpBody() })).json();
  const send = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path = '', body?: unknown, key?: string) => {
    const headers = { ...as(id), ...(key && { 'idempotency-key': key }) };
    const sent = { method, url: PATH + path, headers, ...(body !== undefined && { body: body as object }) };
    const answer = await app.inject(sent);
    return {
      status: answer.statusCode,
      body: answer.body && answer.json(),
      replayed: answer.headers['idempotency-replayed'],
    };
  };
  const streets = async () =>
    ((await send('GET')).body.items as { street: string }[]).map(({ street }) => street);
  return { id: id as string, send, streets };
}

test('an address is kept as it was sent, without the blanks around it, and shown to its user alone', async () => {
  const [anna, boris] = [await somebody(), await somebody()];
  assert.deepEqual((await anna.send('GET')).body, { items: [], nextCursor: null });
  const made = await anna.send('POST', '', { street: ' Lindenallee 7 ', zip: ' ', city: 'Berlin ' });
  assert.equal(made.status, 201);
  const { id, ...place } = made.body;
  assert.deepEqual(place, { street: 'Lindenallee 7', zip: null, city: 'Berlin', region: null });
  assert.deepEqual((await anna.send('GET')).body.items, [made.body]);
  assert.deepEqual(await boris.streets(), []);
  for (const [method, body] of [
    ['PUT', WORK],
    ['DELETE', undefined],
  ] as const) {
    const refused = await boris.send(method, `/${id}`, body);
    assert.deepEqual([refused.status, refused.body.code], [404, 'not_found'], method);
  }
  assert.deepEqual(await anna.streets(), ['Lindenallee 7']);
});

test('an address has a region where one is sent, and none after it was put without one', async () => {
  const { send } = await somebody();
  const springfield = { street: '7 Main St', zip: '62704', city: 'Springfield', region: ' IL ' };
  const { status, body } = await send('POST', '', springfield);
  assert.deepEqual([status, body.region], [201, 'IL']);
  assert.deepEqual((await send('GET')).body.items, [body]);
  assert.equal((await send('PUT', `/${body.id}`, { ...springfield, region: 'MO' })).body.region, 'MO');
  for (const region of [undefined, null, ' '])
    assert.equal((await send('PUT', `/${body.id}`, { ...springfield, region })).body.region, null);
  assert.equal((await send('GET')).body.items[0].region, null);
});

test('the address that was written or chosen last comes first', async () => {
  const { send, streets } = await somebody();
  const { id } = (await send('POST', '', HOME)).body;
  await send('POST', '', WORK);
  assert.deepEqual(await streets(), [WORK.street, HOME.street]);
  const chosen = await send('PUT', `/${id}`, HOME);
  assert.deepEqual([chosen.status, chosen.body.id, chosen.body.zip], [200, id, '10115']);
  assert.deepEqual(await streets(), [HOME.street, WORK.street]);
  const changed = await send('PUT', `/${id}`, { street: 'Ulmenweg 2', city: 'Ulm' });
  assert.deepEqual([changed.body.zip, await streets()], [null, ['Ulmenweg 2', WORK.street]]);
});

test('a list in parts misses none and shows none twice', async () => {
  const { send, streets } = await somebody();
  for (let n = 1; n <= 5; n += 1) await send('POST', '', { ...HOME, street: `Street ${n}` });
  const seen: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const part: { items: { street: string }[]; nextCursor: string | null } = (
      await send('GET', `?limit=2${cursor && `&cursor=${cursor}`}`)
    ).body;
    seen.push(...part.items.map(({ street }) => street));
    cursor = part.nextCursor;
  }
  assert.deepEqual(seen, await streets());
  for (const query of ['limit=0', 'cursor=broken'])
    assert.equal((await send('GET', `?${query}`)).body.code, 'validation_failed', query);
});

test('a deleted address is gone, and deleting it again finds nothing', async () => {
  const { send, streets } = await somebody();
  const { id } = (await send('POST', '', HOME)).body;
  const gone = await send('DELETE', `/${id}`);
  assert.deepEqual([gone.status, gone.body], [204, '']);
  assert.deepEqual(await streets(), []);
  for (const path of [`/${id}`, '/no-uuid']) {
    assert.equal((await send('DELETE', path)).body.code, 'not_found', path);
    assert.equal((await send('PUT', path, HOME)).body.code, 'not_found', path);
  }
});

test('20 addresses are kept and no more, also when many come at once', async () => {
  const { send, streets } = await somebody();
  const answers = await Promise.all(
    Array.from({ length: 24 }, (_, n) => send('POST', '', { ...HOME, street: `Street ${n}` })),
  );
  const refused = answers.filter(({ status }) => status !== 201);
  assert.deepEqual(
    refused.map(({ status, body }) => [status, body.code]),
    Array(4).fill([409, 'too_many_addresses']),
  );
  assert.equal((await streets()).length, 20);
});

test('an address that is sent again with its key is kept once', async () => {
  const [{ send, streets }, other] = [await somebody(), await somebody()];
  const key = randomUUID();
  const copies = await Promise.all(Array.from({ length: 5 }, () => send('POST', '', HOME, key)));
  assert.equal(new Set(copies.map(({ body }) => JSON.stringify(body))).size, 1);
  assert.equal(copies.filter(({ replayed }) => replayed === undefined).length, 1);
  assert.deepEqual(await streets(), [HOME.street]);
  assert.equal((await send('POST', '', WORK, key)).body.code, 'idempotency_key_reused');
  assert.equal((await other.send('POST', '', WORK, key)).status, 201, 'a key means something to its caller');
});

test('what is no address is refused with its path, and who asks comes before what is asked', async () => {
  const { send } = await somebody();
  const { id } = (await send('POST', '', HOME)).body;
  const wrong: [Record<string, unknown>, string][] = [
    [{ street: '' }, 'street'],
    [{ street: '   ' }, 'street'],
    [{ street: 'x'.repeat(301) }, 'street'],
    [{ street: 7 }, 'street'],
    [{ city: undefined }, 'city'],
    [{ city: 'x'.repeat(101) }, 'city'],
    [{ zip: '1'.repeat(21) }, 'zip'],
    [{ region: 'x'.repeat(61) }, 'region'],
    [{ region: 7 }, 'region'],
    [{ country: 'DE' }, 'country'],
    [{ street: 'a\0b' }, 'street'],
  ];
  for (const [more, path] of wrong) {
    for (const [method, to] of [
      ['POST', ''],
      ['PUT', `/${id}`],
    ] as const) {
      const { status, body } = await send(method, to, { ...HOME, ...more });
      assert.deepEqual([status, body.code], [422, 'validation_failed'], JSON.stringify(more));
      assert.equal(body.errors[0].path, path);
    }
  }
  const nobody = await app.inject({ method: 'POST', url: PATH, body: {} });
  assert.equal(nobody.json().code, 'not_signed_in');
  const stranger = await app.inject({ method: 'POST', url: PATH, headers: as(randomUUID()), body: HOME });
  assert.equal(stranger.json().code, 'not_signed_in', 'who has left keeps nothing');
});
