import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, beforeEach, test } from 'node:test';
import { refuse } from '@sagashop/chassis/errors';
import { connect } from '@sagashop/chassis/postgres/connect';
import type { Call, Peers } from '@sagashop/chassis/service/calls';
import { testApp, testContext } from '@sagashop/chassis/testing';
import { finishDepartures } from '../../src/actions/leave.ts';
import { sweepGuests } from '../../src/actions/sweep-guests.ts';
import { openUser } from '../../src/app.ts';
import { CHEAP, newDatabase, signUpBody } from '../opened.ts';

/** Who has orders, who has money, and whether payment answers. */
const known = { order: new Set<string>(), payment: new Set<string>(), away: false, largest: 0 };
const peers: Partial<Peers> = {
  ask: async ({ service, name }: Call, question: unknown) => {
    if (service === 'payment' && known.away) throw refuse.unavailable();
    const { users = [], user = '' } = question as { users?: string[]; user?: string };
    known.largest = Math.max(known.largest, users.length);
    const there = known[service as 'order' | 'payment'];
    if (name === 'needed-users') return { needed: users.map((one) => there.has(one)) } as never;
    const refused = service === 'payment' && there.has(user) ? 'money_left' : null;
    return (name === 'close-user' ? { refused } : {}) as never;
  },
};

const url = await newDatabase();
const context = testContext({ USER_DATABASE_URL: url }, peers);
const service = await openUser(context, CHEAP);
const app = testApp(service, context);
const sql = connect(url, { name: 'test', max: 4 });
after(async () => {
  await sql.end();
  await service.stop();
});
const parts = { sql, peers: context.peers, log: context.log };
const sweep = () => sweepGuests(parts);
const finish = () => finishDepartures(parts, 0);

beforeEach(async () => {
  await sql`delete from users`;
  await sql`delete from departures`;
});

/** A guest who came so many days ago, whose session has ended after thirty. */
async function guest(days: number): Promise<string> {
  const body = { email: 'gisela@shop.test', firstName: 'Gisela' };
  const headers = { 'idempotency-key': randomUUID() };
  const { user } = (await app.inject({ method: 'POST', url: '/api/guests', headers, body })).json();
  await cameAgo(user.id, days);
  return user.id;
}

async function cameAgo(id: string, days: number): Promise<void> {
  await sql`update users set created_at = now() - ${days} * interval '1 day' where id = ${id}`;
  await sql`update sessions set expires_at = now() + ${30 - days} * interval '1 day' where user_id = ${id}`;
}

const left = async () => new Set((await sql<{ id: string }[]>`select id from users`).map(({ id }) => id));

test('a guest who ordered nothing goes 30 days after the session, and with them all that is personal', async () => {
  const [young, old] = [await guest(59), await guest(61)];
  await sql`insert into addresses (id, user_id, street, city) values (${randomUUID()}, ${old}, 'Elm Street 1', 'Springwood')`;
  await sweep();
  await finish();
  assert.deepEqual(await left(), new Set([young]));
  for (const query of [
    sql`select from sessions where user_id = ${old}`,
    sql`select from addresses where user_id = ${old}`,
    sql`select from idempotency_keys where subject = ${old}`,
    sql`select from departures`,
  ])
    assert.equal((await query).length, 0);
});

test('whoever has an order, money, a session or an account stays', async () => {
  const [buyer, rich, here] = [await guest(90), await guest(90), await guest(90)];
  await guest(90);
  known.order.add(buyer);
  known.payment.add(rich);
  await sql`update sessions set expires_at = now() + interval '1 minute' where user_id = ${here}`;
  const member = (await app.inject({ method: 'POST', url: '/api/users', body: signUpBody() })).json().id;
  await cameAgo(member, 900);
  await sweep();
  await finish();
  assert.deepEqual(await left(), new Set([buyer, rich, here, member]));
});

test('while a service does not answer nobody goes', async () => {
  const old = await guest(61);
  known.away = true;
  await assert.rejects(sweep());
  known.away = false;
  assert.equal((await sql`select from departures`).length, 0);
  assert.deepEqual(await left(), new Set([old]));
});

test('whoever is given money after they were found to have none stays', async () => {
  const old = await guest(61);
  await sweep();
  known.payment.add(old);
  await finish();
  assert.deepEqual(await left(), new Set([old]));
  assert.equal((await sql`select from departures`).length, 0);
});

test('hundreds go in batches, also when several look at once and one dies half way; who leaves by themselves comes first', async () => {
  await sql`
    insert into users (id, email, email_key, language, guest, created_at)
    select gen_random_uuid(), 'many@shop.test', 'many@shop.test', 'en', true, now() - interval '61 days'
    from generate_series(1, 450)`;
  const member = (await app.inject({ method: 'POST', url: '/api/users', body: signUpBody() })).json().id;
  known.largest = 0;
  await Promise.all([sweep(), sweep()]);
  assert.equal(known.largest, 200);
  assert.equal((await sql`select from departures`).length, 450);
  await sql`insert into departures (user_id, run) values (${member}, ${randomUUID()})`;
  await finish();
  assert.ok(!(await left()).has(member), 'a member whose departure was cut off does not wait for guests');
  while ((await sql`select from departures`).length > 0)
    await Promise.allSettled([finish(), finish(), sweep()]);
  assert.deepEqual(await left(), new Set());
});
