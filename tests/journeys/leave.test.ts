import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { openTestShop } from './test-shop.ts';

const shop = await openTestShop();
const product = await shop.product(1_000, 1_000);
const gift = await shop.product(0, 1_000).catch(() => null);
await shop.courier(1_000);

const leave = (token: string, currentPassword = 'not-used-here-1') =>
  shop.ask('DELETE', '/api/users/me', { as: token, body: { currentPassword } });

async function rows(service: string, query: string) {
  const sql = connect(shop.urls[service]!, { name: 'test', max: 1 });
  try {
    return [...(await sql.unsafe(query))] as Record<string, unknown>[];
  } finally {
    await sql.end();
  }
}

const recipientsOf = (user: string) =>
  rows(
    'order',
    `select name, email, address from recipients join orders on id = order_id where user_id = '${user}'`,
  );

test('who has spent everything leaves: personal rows are empty, name and e-mail are free', async () => {
  const alice = await shop.customer(2_000);
  const order = await shop.must(
    201,
    alice.order([{ productId: product, quantity: 2 }], { address: 'Elm Street 1' }),
  );
  const home = { street: 'Elm Street 1', city: 'Springwood' };
  await shop.must(201, shop.ask('POST', '/api/users/me/addresses', { as: alice.token, body: home }));
  const { username, email } = (await alice.get('/api/users/me')).body;
  const left = await leave(alice.token);
  assert.equal(left.status, 204);
  for (const name of ['session', 'device'])
    assert.match(left.headers.get('set-cookie') ?? '', new RegExp(`sagashop_${name}=;[^,]*Max-Age=0`));
  assert.equal((await leave(alice.token)).status, 401, 'again');
  const password = 'not-used-here-1';
  assert.equal((await shop.ask('POST', '/api/session', { body: { username, password } })).status, 401);
  assert.deepEqual(await recipientsOf(alice.id), [{ name: '', email: '', address: null }]);
  for (const table of ['sessions', 'credentials', 'departures', 'addresses']) {
    assert.equal((await rows('user', `select from ${table} where user_id = '${alice.id}'`)).length, 0, table);
  }
  assert.equal((await rows('user', `select from users where id = '${alice.id}'`)).length, 0);
  const answered = await rows('user', `select from idempotency_keys where response like '%Elm Street%'`);
  assert.equal(answered.length, 0, 'the answer to a kept address');
  const seen = await shop.must(200, shop.ask('GET', `/api/orders/${order.id}`, { as: shop.admin }));
  assert.equal(seen.userId, alice.id, 'the order stays, with ids only');
  const tracked = await shop.ask('POST', '/api/orders/track', { body: { number: order.number, email } });
  assert.equal(tracked.status, 404);
  await shop.must(
    201,
    shop.ask('POST', '/api/users', { body: { username, email, password: 'a new person 1' } }),
  );
  const deposit = await shop.ask('POST', `/api/accounts/${alice.id}/deposits`, {
    as: shop.admin,
    body: { amount: 100 },
  });
  assert.equal(deposit.status, 404, 'nothing is deposited for whoever has left');
});

test('an owner deposits for whoever has signed up, and for nobody else', async () => {
  const dora = await shop.customer();
  const deposit = (user: string) =>
    shop.ask('POST', `/api/accounts/${user}/deposits`, { as: shop.admin, body: { amount: 100 } });
  const nobody = randomUUID();
  const refused = await deposit(nobody);
  assert.deepEqual([refused.status, refused.body.code], [404, 'not_found']);
  assert.equal((await rows('payment', `select from accounts where user_id = '${nobody}'`)).length, 0);
  assert.equal((await deposit(dora.id.toUpperCase())).status, 201);
});

test('who has never ordered or deposited leaves too', async () => {
  const guest = await shop.customer();
  assert.equal((await leave(guest.token)).status, 204);
  assert.equal((await guest.get('/api/session')).status, 401);
});

test('money that is left keeps its owner, who can go on as before', async () => {
  const bob = await shop.customer(1_500);
  const refused = await leave(bob.token);
  assert.deepEqual([refused.status, refused.body.code], [409, 'money_left']);
  await shop.must(201, bob.order([{ productId: product, quantity: 1 }]));
  await shop.must(201, shop.ask('POST', '/api/account/deposits', { as: bob.token, body: { amount: 500 } }));
  await shop.must(201, bob.order([{ productId: product, quantity: 1 }]));
  assert.equal((await leave(bob.token)).status, 204);
});

test('who has a session and no password neither leaves nor takes the account along, nor hears of orders and money', async () => {
  const carol = await shop.customer(1_500);
  for (const [method, body] of [
    ['DELETE', undefined],
    ['DELETE', {}],
    ['PATCH', { email: 'thief@shop.test' }],
  ] as const) {
    const answer = await shop.ask(method, '/api/users/me', { as: carol.token, body });
    assert.deepEqual([answer.status, answer.body.code], [403, 'password_required']);
  }
  const guess = await leave(carol.token, 'a guess');
  assert.deepEqual([guess.status, guess.body.code], [401, 'wrong_credentials']);
  assert.equal((await carol.get('/api/session')).status, 200);
});

test('the last administrator stays', async () => {
  const refused = await leave(shop.admin, 'admin-password-1');
  assert.deepEqual([refused.status, refused.body.code], [403, 'forbidden']);
  assert.equal((await shop.ask('GET', '/api/session', { as: shop.admin })).status, 200);
});

test('of leaving and ordering at once, one comes first, and nobody leaves with an order in flight', async () => {
  const products = gift ?? product;
  for (let round = 0; round < 12; round += 1) {
    const eve = await shop.customer(gift ? 0 : 1_000);
    const ordering = Array.from({ length: 4 }, () => eve.order([{ productId: products, quantity: 1 }]));
    const leaving = Array.from({ length: 2 }, () => leave(eve.token));
    const [orders, leaves] = await Promise.all([Promise.all(ordering), Promise.all(leaving)]);
    const gone = leaves.some((answer) => answer.status === 204);
    for (const answer of leaves) assert.ok([204, 404, 409].includes(answer.status), String(answer.status));
    for (const answer of orders) assert.ok([201, 401, 409].includes(answer.status), String(answer.status));
    const unfinished = await rows(
      'order',
      `select from sagas join orders on orders.id = order_id where user_id = '${eve.id}' and ended_at is null`,
    );
    assert.equal(unfinished.length, 0);
    if (!gone) assert.equal((await eve.get('/api/session')).status, 200);
    for (const recipient of await recipientsOf(eve.id)) assert.equal(recipient['email'] === '', gone);
  }
  assert.equal((await shop.audit()).ok, true);
});

test('of leaving and depositing at once, no money is left with nobody', async () => {
  for (let round = 0; round < 12; round += 1) {
    const dan = await shop.customer();
    const deposit = () => shop.ask('POST', '/api/account/deposits', { as: dan.token, body: { amount: 100 } });
    const [left, ...deposits] = await Promise.all([leave(dan.token), deposit(), deposit()]);
    const taken = deposits.filter((answer) => answer.status === 201).length;
    assert.ok(deposits.every((answer) => [201, 401, 404].includes(answer.status)));
    if (left!.status === 204) assert.equal(taken, 0);
    else assert.deepEqual([left!.status, left!.body.code], [409, 'money_left']);
  }
  assert.equal((await shop.audit()).ok, true);
});
