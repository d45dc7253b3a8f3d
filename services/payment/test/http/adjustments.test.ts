import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { as } from '@sagashop/chassis/testing';
import { newId } from '@sagashop/kernel/ids';
import { allRight, newDatabase, opened } from '../opened.ts';

const url = await newDatabase();
const payment = await opened(url);
const sql = connect(url, { name: 'test', max: 1 });
after(() => Promise.all([payment.service.stop(), sql.end()]));
const rub = (amount: number) => ({ amount, currency: 'RUB' });
const clerk = newId();

const adjust = (userId: string, payload: object, more: Record<string, string> = {}) =>
  payment.app.inject({
    method: 'POST',
    url: `/api/accounts/${userId}/adjustments`,
    headers: { ...as(clerk, { roles: ['clerk'] }), 'idempotency-key': newId(), ...more },
    payload,
  });

const logged = () => sql`select id, actor, action, subject, before, after, reason from audit_log order by id`;

test('a clerk adds to a balance and takes from it, with an entry and the reason', async () => {
  const userId = await payment.customer(1000);
  const given = await adjust(userId, { amount: 500, reason: 'A cup came broken' });
  assert.equal(given.statusCode, 201);
  const { entry, ...account } = given.json();
  assert.deepEqual(account, { available: rub(1500), held: rub(0), balance: rub(1500) });
  assert.deepEqual(
    { ...entry, id: '' },
    {
      id: '',
      kind: 'adjustment',
      amount: rub(500),
      reason: 'A cup came broken',
    },
  );
  const taken = await adjust(userId, { amount: -1500, reason: 'It was another cup' });
  assert.deepEqual(taken.json().balance, rub(0));
  const own = (await payment.entriesOf(userId)).items;
  assert.deepEqual(
    own.map((one: Record<string, unknown>) => [one['kind'], one['amount'], one['reason']]),
    [
      ['adjustment', rub(-1500), undefined],
      ['adjustment', rub(500), undefined],
      ['deposit', rub(1000), undefined],
    ],
    'the reason is between staff',
  );
  const seen = await payment.app.inject({
    url: `/api/accounts/${userId}/entries?limit=2`,
    headers: as(clerk, { roles: ['clerk'] }),
  });
  assert.deepEqual(
    seen.json().items.map(({ reason }: { reason?: string }) => reason),
    ['It was another cup', 'A cup came broken'],
  );
  const log = await logged();
  assert.deepEqual(
    { ...log[0] },
    {
      id: entry.id,
      actor: clerk,
      action: 'account.adjust',
      subject: `user:${userId}`,
      before: { balance: 1000 },
      after: { balance: 1500 },
      reason: 'A cup came broken',
    },
  );
});

test('nothing is taken that is not there or is held; the refusal stays with its key, and leaves no entry', async () => {
  const userId = await payment.customer(1000);
  await payment.hold(newId(), userId, 400);
  const before = (await logged()).length;
  const headers = { 'idempotency-key': newId() };
  for (const _ of [1, 2]) {
    const refused = await adjust(userId, { amount: -601, reason: 'No' }, headers);
    assert.deepEqual(
      [refused.statusCode, refused.json().code, refused.json().available],
      [409, 'below_zero', 600],
    );
  }
  assert.equal((await adjust(newId(), { amount: -1, reason: 'No' })).json().code, 'below_zero');
  assert.equal((await logged()).length, before);
  assert.equal((await adjust(userId, { amount: -600, reason: 'Yes' })).statusCode, 201);
  assert.deepEqual(await payment.moneyOf(userId), [0, 400, 400]);
});

test('a repeated key adjusts once; ten at once for the last of it take it once', async () => {
  const userId = await payment.customer(100);
  const headers = { 'idempotency-key': newId() };
  const copies = await Promise.all(
    Array.from({ length: 5 }, () => adjust(userId, { amount: 7, reason: 'Once' }, headers)),
  );
  assert.equal(new Set(copies.map(({ body }) => body)).size, 1);
  const many = await Promise.all(
    Array.from({ length: 10 }, () => adjust(userId, { amount: -100, reason: 'All' })),
  );
  assert.deepEqual(many.map(({ statusCode }) => statusCode).sort(), [
    201,
    ...Array.from({ length: 9 }, () => 409),
  ]);
  assert.deepEqual(await payment.moneyOf(userId), [7, 0, 7]);
});

test('what is not valid is told; who may not is told first', async () => {
  const userId = newId();
  const wrong = [
    { amount: 0, reason: 'x' },
    { amount: 1.5, reason: 'x' },
    { amount: 1e13, reason: 'x' },
    { amount: '5', reason: 'x' },
    { amount: 5 },
    { amount: 5, reason: ' ' },
    { amount: 5, reason: 'x', more: 1 },
  ];
  for (const body of wrong) assert.equal((await adjust(userId, body)).statusCode, 422, JSON.stringify(body));
  assert.equal(
    (await adjust(userId, { amount: 5, currency: 'USD', reason: 'x' })).json().code,
    'wrong_currency',
  );
  assert.equal((await adjust(userId, { amount: 5, reason: 'x' }, { 'idempotency-key': '' })).statusCode, 400);
  assert.equal((await adjust('x', {}, as(newId()))).statusCode, 403);
  payment.user.strangers.add(userId);
  assert.equal((await adjust(userId, { amount: 5, reason: 'x' })).statusCode, 404);
});

test('after all of this the sums are right, and an adjustment without its entry in the audit log is named', async () => {
  assert.ok(allRight(await payment.audit()));
  const [userId, transfer] = [await payment.customer(10), newId()];
  await sql.begin(async (tx) => {
    await tx`update accounts set balance = 15 where user_id = ${userId}`;
    await tx`insert into entries (transfer_id, kind, account, user_id, amount, reason) values
      (${transfer}, 'adjustment', 'customer', ${userId}, 5, 'By hand'),
      (${transfer}, 'adjustment', 'adjustments', null, -5, 'By hand')`;
  });
  const broken = (await payment.audit()).checks.filter(({ failures }) => failures.length > 0);
  assert.deepEqual(
    broken.map(({ name, failures }) => [name, failures]),
    [['audit log: every adjustment of a balance has its entry', [transfer]]],
  );
});
