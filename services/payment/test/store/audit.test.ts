import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { sqlState } from '@sagashop/chassis/postgres/sql-state';
import { newId } from '@sagashop/kernel/ids';
import { allRight, newDatabase, opened } from '../opened.ts';

const url = await newDatabase();
const payment = await opened(url);
const sql = connect(url, { name: 'test', max: 1 });
after(() => Promise.all([payment.service.stop(), sql.end()]));

/** A customer with a deposit, an order paid and an order held. */
async function history() {
  const user = await payment.customer(1000);
  const [paid, held] = [newId(), newId()];
  await payment.hold(paid, user, 300);
  await payment.capture(paid);
  await payment.hold(held, user, 200);
  return { user, paid, held };
}

/** Runs a statement that the database would not let the service run. */
async function corrupt(statement: string) {
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx.unsafe(statement);
  });
}

/** The names of the checks that name an id. */
async function naming(id: string) {
  const { checks } = await payment.audit();
  return checks.filter((check) => check.failures.includes(id)).map((check) => check.name);
}

const TRANSFER = 'double entry: every transfer sums to 0';
const BALANCE = 'double entry: a balance is the sum of its entries and never negative';
const HELD = 'double entry: held money is the sum of open holds';
const CAPTURE = 'double entry: a captured hold has one capture of its amount';

test('the facts tell each order’s state and payment, sorted, in pages', async () => {
  const { user, paid, held } = await history();
  const [released, refused] = [newId(), newId()];
  await payment.release(released);
  await payment.hold(refused, user, 5000);
  const fact = { user, captured: 0, captures: 0, refunded: 0, refunds: 0, causes: null };
  const expected = [
    { ...fact, order: paid, state: 'captured', amount: 300, captured: 300, captures: 1 },
    { ...fact, order: held, state: 'held', amount: 200 },
    { ...fact, order: released, state: 'released', user: null, amount: 0 },
    { ...fact, order: refused, state: 'refused', amount: 5000 },
  ].sort((a, b) => (a.order < b.order ? -1 : 1));
  const orders = expected.map((one) => one.order);
  const ask = async (question: object) =>
    (await payment.audit({ limit: 10, ...question })).facts.map((f) => ({ ...f }));
  assert.deepEqual(await ask({ orders }), expected);
  assert.deepEqual(await ask({ after: orders[1], limit: 1, orders }), [expected[2]]);
  assert.deepEqual(await ask({ since: orders[1] }), expected.slice(1));
  assert.deepEqual((await payment.audit({ limit: 1 })).checks, []);
});

test('sums that are right pass', async () => {
  await history();
  assert.ok(allRight(await payment.audit()));
});

test('an entry without its other half is named', async () => {
  const { paid } = await history();
  await corrupt(`delete from entries where transfer_id = '${paid}' and account = 'sales'`);
  assert.deepEqual(await naming(paid), [TRANSFER]);
});

test('an entry with another amount is named, and so is its customer', async () => {
  const { user, paid } = await history();
  await corrupt(`update entries set amount = -301 where transfer_id = '${paid}' and account = 'customer'`);
  assert.deepEqual(await naming(paid), [TRANSFER, CAPTURE]);
  assert.deepEqual(await naming(user), [BALANCE]);
});

test('a changed or lost account is named', async () => {
  const { user } = await history();
  await corrupt(`update accounts set balance = balance + 1 where user_id = '${user}'`);
  assert.deepEqual(await naming(user), [BALANCE]);
  const other = await history();
  await corrupt(`delete from accounts where user_id = '${other.user}'`);
  assert.deepEqual(await naming(other.user), [BALANCE, HELD]);
});

test('held money without its hold is named', async () => {
  const { user, held } = await history();
  await corrupt(`update holds set state = 'released' where order_id = '${held}'`);
  assert.deepEqual(await naming(user), [HELD]);
});

test('a captured hold without its payment is named, and a payment without its hold', async () => {
  const { paid } = await history();
  await corrupt(`delete from entries where transfer_id = '${paid}'`);
  assert.deepEqual(await naming(paid), [CAPTURE]);
  const other = await history();
  await corrupt(`delete from holds where order_id = '${other.paid}'`);
  assert.deepEqual(await naming(other.paid), [CAPTURE]);
});

test('the database itself refuses what the ledger must never do', async () => {
  const { user, paid } = await history();
  const refused = [
    `update entries set amount = 0 where transfer_id = '${paid}'`,
    `delete from entries where transfer_id = '${paid}'`,
    'truncate entries',
    `update accounts set held = balance + 1 where user_id = '${user}'`,
    `update accounts set balance = -1, held = -1 where user_id = '${user}'`,
    `update accounts set balance = 1000000000000001 where user_id = '${user}'`,
    `insert into entries values ('${paid}', 'capture', 'customer', '${user}', -300)`,
    `insert into entries values ('${newId()}', 'capture', 'customer', '${user}', 300)`,
    `insert into entries values ('${newId()}', 'capture', 'deposits', null, 300)`,
    `insert into entries values ('${newId()}', 'deposit', 'customer', null, 300)`,
  ];
  for (const statement of refused)
    await assert.rejects(sql.unsafe(statement), (error) => !!sqlState(error), statement);
});
