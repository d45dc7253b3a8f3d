import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { as } from '@sagashop/chassis/testing';
import { newId } from '@sagashop/kernel/ids';
import { allRight, newDatabase, opened } from '../opened.ts';

const url = await newDatabase();
const payment = await opened(url);
const closed = await opened(url, { SAGASHOP_DEPOSITS: 'admin' });
const sql = connect(url, { name: 'test', max: 1 });
after(() => Promise.all([payment.service.stop(), closed.service.stop(), sql.end()]));
const rub = (amount: number) => ({ amount, currency: 'RUB' });

function adminDeposit(userId: string, payload: object, headers: object = as(newId(), { roles: ['owner'] })) {
  return closed.app.inject({
    method: 'POST',
    url: `/api/accounts/${userId}/deposits`,
    headers: { 'idempotency-key': newId(), ...headers },
    payload,
  });
}

test('a deposit answers 201 and the account after it', async () => {
  const answer = await payment.deposit(newId(), rub(5000));
  assert.equal(answer.statusCode, 201);
  assert.deepEqual(answer.json(), { available: rub(5000), held: rub(0), balance: rub(5000) });
});

test('a repeated key deposits once and is answered byte for byte as at first', async () => {
  const [userId, key] = [newId(), newId()];
  const first = await payment.deposit(userId, { amount: 100 }, key);
  await payment.deposit(userId, { amount: 1 });
  const again = await payment.deposit(userId, { amount: 100 }, `"${key}"`);
  assert.equal(again.statusCode, 201);
  assert.equal(again.body, first.body);
  assert.equal(again.headers['content-type'], first.headers['content-type']);
  assert.deepEqual(
    [first, again].map((answer) => answer.headers['idempotency-replayed']),
    [undefined, 'true'],
  );
  const other = await payment.deposit(userId, { amount: 101 }, key);
  assert.deepEqual([other.statusCode, other.json().code], [422, 'idempotency_key_reused']);
  assert.equal(
    (await payment.deposit(newId(), { amount: 100 }, key)).headers['idempotency-replayed'],
    undefined,
  );
  assert.deepEqual(await payment.moneyOf(userId), [101, 0, 101]);
});

test('copies of one request at the same time deposit once; first deposits of one user all count', async () => {
  const [userId, key] = [newId(), newId()];
  const copies = await Promise.all(
    Array.from({ length: 8 }, () => payment.deposit(userId, { amount: 100 }, key)),
  );
  assert.equal(new Set(copies.map((copy) => copy.body)).size, 1);
  assert.equal(copies.filter((copy) => copy.headers['idempotency-replayed'] === 'true').length, 7);
  const other = newId();
  await Promise.all(Array.from({ length: 8 }, () => payment.deposit(other, { amount: 100 })));
  assert.deepEqual(
    [await payment.moneyOf(userId), await payment.moneyOf(other)],
    [
      [100, 0, 100],
      [800, 0, 800],
    ],
  );
});

test('a deposit without a key is refused', async () => {
  const headers = as(newId());
  const answer = await payment.app.inject({
    method: 'POST',
    url: '/api/account/deposits',
    headers,
    payload: { amount: 1 },
  });
  assert.deepEqual([answer.statusCode, answer.json().code], [400, 'idempotency_key_missing']);
});

test('what is not valid is told and does not use the key up', async () => {
  const [userId, key] = [newId(), newId()];
  const invalid = [0, -1, 1.5, 1e12 + 1, '100', null, undefined].map((amount) => ({ amount }));
  for (const body of [...invalid, { amount: 1, more: 1 }, { amount: 1, currency: 'ROUBLE' }]) {
    const answer = await payment.deposit(userId, body, key);
    assert.deepEqual(
      [answer.statusCode, answer.json().code],
      [422, 'validation_failed'],
      JSON.stringify(body),
    );
  }
  const dollars = await payment.deposit(userId, { amount: 1, currency: 'USD' }, key);
  assert.deepEqual([dollars.statusCode, dollars.json().code], [422, 'wrong_currency']);
  assert.equal((await payment.deposit(userId, { amount: 1 }, 'no key')).statusCode, 422);
  assert.equal((await payment.deposit(userId, { amount: 1 }, key)).statusCode, 201);
  assert.deepEqual(await payment.moneyOf(userId), [1, 0, 1]);
});

test('a balance that is full takes no more, and the refused request keeps its key', async () => {
  const [userId, key] = [newId(), newId()];
  await sql`insert into accounts (user_id, balance) values (${userId}, 1000000000000000)`;
  await sql`insert into entries (transfer_id, kind, account, user_id, amount) values
    (${userId}, 'deposit', 'customer', ${userId}, 1000000000000000),
    (${userId}, 'deposit', 'deposits', null, -1000000000000000)`;
  const answer = await payment.deposit(userId, { amount: 1 }, key);
  assert.deepEqual([answer.statusCode, answer.json().code], [422, 'validation_failed']);
  assert.equal(answer.json().errors[0].path, 'amount');
  await payment.hold(userId, userId, 1);
  await payment.capture(userId);
  assert.equal((await payment.deposit(userId, { amount: 1 }, key)).statusCode, 201);
});

test('where deposits are closed a customer may not, and an administrator may for them', async () => {
  const userId = newId();
  const own = await closed.deposit(userId, { amount: 100 });
  assert.deepEqual([own.statusCode, own.json().code], [403, 'forbidden']);
  const answer = await adminDeposit(userId, { amount: 100 });
  assert.equal(answer.statusCode, 201);
  assert.deepEqual(answer.json().balance, rub(100));
  assert.deepEqual(await closed.moneyOf(userId), [100, 0, 100]);
});

test('an administrator’s key means one customer', async () => {
  const headers = { ...as(newId(), { roles: ['owner'] }), 'idempotency-key': newId() };
  const userId = newId();
  assert.equal((await adminDeposit(userId, { amount: 100 }, headers)).statusCode, 201);
  assert.equal(
    (await adminDeposit(userId, { amount: 100 }, headers)).headers['idempotency-replayed'],
    'true',
  );
  assert.equal((await adminDeposit(newId(), { amount: 100 }, headers)).json().code, 'idempotency_key_reused');
});

test('nothing is deposited for whom user does not know, and the refused request keeps its key', async () => {
  const [userId, admin, key] = [newId(), as(newId(), { roles: ['owner'] }), newId()];
  const deposit = () => adminDeposit(userId, { amount: 100 }, { ...admin, 'idempotency-key': key });
  closed.user.strangers.add(userId);
  const unknown = await deposit();
  assert.deepEqual([unknown.statusCode, unknown.json().code], [404, 'not_found']);
  assert.equal((await sql`select from accounts where user_id = ${userId}`).length, 0);
  closed.user.away = true;
  const away = await deposit();
  assert.deepEqual([away.statusCode, away.json().code], [503, 'unavailable']);
  closed.user.away = false;
  closed.user.strangers.delete(userId);
  const first = await deposit();
  assert.equal(first.statusCode, 201);
  closed.user.away = true;
  closed.user.strangers.add(userId);
  const again = await deposit();
  closed.user.away = false;
  assert.deepEqual(
    [again.statusCode, again.body],
    [201, first.body],
    'the key is looked up before anything else',
  );
  assert.equal(again.headers['idempotency-replayed'], 'true');
  assert.deepEqual(await closed.moneyOf(userId), [100, 0, 100]);
});

test('neither one’s own deposits nor orders ask user for anything', async () => {
  const userId = newId();
  await payment.deposit(userId, { amount: 100 });
  await payment.hold(newId(), userId, 10);
  assert.equal(payment.user.asked, 0);
});

test('who may not is told before what is wrong with the request', async () => {
  assert.equal((await adminDeposit('x', {}, {})).statusCode, 401);
  assert.equal((await adminDeposit('x', {}, as(newId()))).statusCode, 403);
  for (const id of ['x', `urn:uuid:${newId()}`])
    assert.equal((await adminDeposit(id, { amount: 1 })).statusCode, 404);
});

test('after all of this the sums are right', async () => {
  assert.ok(allRight(await payment.audit()));
});
