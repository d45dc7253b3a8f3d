import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { refuse } from '@sagashop/chassis/errors';
import { connect } from '@sagashop/chassis/postgres/connect';
import type { Call, Peers } from '@sagashop/chassis/service/calls';
import { as, testApp, testContext } from '@sagashop/chassis/testing';
import { finishDepartures } from '../../src/actions/leave.ts';
import { openUser } from '../../src/app.ts';
import { insertDeparture } from '../../src/store/departures.ts';
import { CHEAP, newDatabase, PASSWORD, signUpBody } from '../opened.ts';

type Asked = { name: string; user: string; run: string };

/** Order and payment as a test wants them; they note what they were asked. */
const asked: Asked[] = [];
const answers: Record<string, () => unknown> = {};
const usual: Record<string, unknown> = { 'close-user': { refused: null } };
const peers: Partial<Peers> = {
  ask: async (call: Call, question: unknown) => {
    const name = `${call.service} ${call.name}`;
    asked.push({ name, ...(question as { user: string; run: string }) });
    return (answers[name]?.() ?? usual[call.name] ?? {}) as never;
  },
};

const url = await newDatabase();
const context = testContext({ USER_DATABASE_URL: url }, peers);
const service = await openUser(context, CHEAP);
const app = testApp(service, context);
const sql = connect(url, { name: 'test', max: 3 });
after(async () => {
  await sql.end();
  await service.stop();
});
const parts = { sql, peers: context.peers, log: context.log };

async function newUser() {
  const body = signUpBody();
  const { id } = (await app.inject({ method: 'POST', url: '/api/users', body })).json();
  return {
    id: id as string,
    leave: (body: object | null = { currentPassword: PASSWORD }) =>
      app.inject({ method: 'DELETE', url: '/api/users/me', headers: as(id), ...(body && { body }) }),
    signIn: async () =>
      (
        await app.inject({
          method: 'POST',
          url: '/api/session',
          body: { username: body['username'], password: PASSWORD },
        })
      ).statusCode,
    departures: async () => (await sql`select from departures where user_id = ${id}`).length,
    asked: () => asked.filter((one) => one.user === id).map((one) => one.name),
  };
}

/** While `work` runs, one call is answered by `answer`. */
async function answering<T>(name: string, answer: () => unknown, work: () => Promise<T>): Promise<T> {
  answers[name] = answer;
  try {
    return await work();
  } finally {
    delete answers[name];
  }
}

const away = () => {
  throw refuse.unavailable();
};

test('nobody leaves without their password, nor hears what would keep them', async () => {
  const user = await newUser();
  for (const body of [null, {}]) {
    const answer = await user.leave(body);
    assert.deepEqual([answer.statusCode, answer.json().code], [403, 'password_required']);
  }
  const left = () => ({ refused: 'money_left' });
  const wrong = await answering('payment close-user', left, () => user.leave({ currentPassword: 'a guess' }));
  assert.deepEqual([wrong.statusCode, wrong.json().code], [401, 'wrong_credentials']);
  for (const body of [{ currentPassword: 7 }, { password: PASSWORD }, []])
    assert.equal((await user.leave(body)).json().code, 'validation_failed', JSON.stringify(body));
  assert.deepEqual([user.asked(), await user.departures()], [[], 0]);
  assert.equal((await user.leave()).statusCode, 204);
  for (const body of [null, { currentPassword: 'a guess' }])
    assert.equal((await user.leave(body)).statusCode, 404, 'who has left already');
});

test('guesses at the password are counted alike where somebody leaves and where they change it', async () => {
  const user = await newUser();
  for (let guess = 0; guess < 10; guess += 1)
    assert.equal((await user.leave({ currentPassword: 'a guess' })).statusCode, 401);
  assert.equal((await user.leave()).statusCode, 429);
});

test('a refusal by the second service opens the first again, and its reason is the answer', async () => {
  const user = await newUser();
  const answer = await answering('payment close-user', () => ({ refused: 'money_left' }), user.leave);
  assert.deepEqual([answer.statusCode, answer.json().code], [409, 'money_left']);
  assert.deepEqual(user.asked(), [
    'order close-user',
    'payment close-user',
    'order reopen-user',
    'payment reopen-user',
  ]);
  assert.deepEqual([await user.signIn(), await user.departures()], [201, 0]);
});

test('of two who leave at once one is gone and the other is told so, or both hear why nobody leaves', async () => {
  const user = await newUser();
  const both = await Promise.all([user.leave(), user.leave()]);
  assert.deepEqual(both.map(({ statusCode }) => statusCode).sort(), [204, 404]);
  const rich = await newUser();
  const left = () => ({ refused: 'money_left' });
  const refused = await answering('payment close-user', left, () =>
    Promise.all([rich.leave(), rich.leave()]),
  );
  assert.deepEqual(
    refused.map((answer) => answer.json().code),
    ['money_left', 'money_left'],
  );
});

test('no departure begins of somebody whose departure ends at that moment', async () => {
  const user = await newUser();
  await insertDeparture(sql, { userId: user.id, run: user.id, asked: null });
  let second: Promise<boolean> | undefined;
  await sql.begin(async (tx) => {
    await tx`update departures set decided_at = now() where user_id = ${user.id}`;
    second = insertDeparture(sql, { userId: user.id, run: user.id, asked: null });
    const waits = () =>
      sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    while ((await waits()).length === 0);
    await tx`delete from users where id = ${user.id}`;
    await tx`delete from departures where user_id = ${user.id}`;
  });
  assert.deepEqual([await second, await user.departures()], [false, 0]);
});

test('an order in flight is told before payment is asked', async () => {
  const user = await newUser();
  const answer = await answering('order close-user', () => ({ refused: 'orders_in_flight' }), user.leave);
  assert.deepEqual([answer.statusCode, answer.json().code], [409, 'orders_in_flight']);
  assert.ok(!user.asked().includes('payment close-user'));
});

test('a departure cut off while closing is finished by whoever finds it', async () => {
  const user = await newUser();
  assert.equal((await answering('payment close-user', away, user.leave)).statusCode, 503);
  assert.deepEqual([await user.signIn(), await user.departures()], [201, 1]);
  await finishDepartures(parts);
  assert.equal(await user.departures(), 1, 'it is not taken from who may be at it still');
  await finishDepartures(parts, 0);
  assert.deepEqual([await user.signIn(), await user.departures()], [401, 0]);
  assert.equal(user.asked().at(-1), 'order forget-user');
});

test('a departure cut off while closing goes back where there is a reason against it by now', async () => {
  const user = await newUser();
  await answering('payment close-user', away, user.leave);
  await answering(
    'payment close-user',
    () => ({ refused: 'money_left' }),
    () => finishDepartures(parts, 0),
  );
  assert.deepEqual([await user.signIn(), await user.departures()], [201, 0]);
  assert.ok(user.asked().includes('order reopen-user'));
});

test('who is deleted is gone though order is away, and is forgotten when it is back', async () => {
  const user = await newUser();
  const gone = await answering('order forget-user', away, user.leave);
  assert.deepEqual([gone.statusCode, await user.signIn(), await user.departures()], [204, 401, 1]);
  const closings = () => user.asked().filter((name) => name.endsWith('close-user')).length;
  const before = closings();
  await finishDepartures(parts, 0);
  assert.deepEqual([await user.departures(), closings()], [0, before], 'it is not decided twice');
});

test('one departure that cannot be finished does not keep the others', async () => {
  const [one, two] = [await newUser(), await newUser()];
  for (const user of [one, two]) await answering('order forget-user', away, user.leave);
  let first = true;
  const once = () => {
    const fails = first;
    first = false;
    return fails ? away() : {};
  };
  await answering('order forget-user', once, () => assert.rejects(finishDepartures(parts, 0)));
  assert.equal((await one.departures()) + (await two.departures()), 1);
  await finishDepartures(parts, 0);
});

test('a run that was taken over decides nothing', async () => {
  const user = await newUser();
  let other: Promise<void> | undefined;
  const slow = async () => {
    other ??= finishDepartures(parts, 0);
    await other;
    return { refused: null };
  };
  const answer = await answering('payment close-user', () => (other ? undefined : slow()), user.leave);
  assert.equal(answer.statusCode, 503);
  assert.deepEqual([await user.signIn(), await user.departures()], [401, 0], 'the other run has finished it');
  const runs = new Set(asked.filter((one) => one.user === user.id).map((one) => one.run));
  assert.equal(runs.size, 2);
});
