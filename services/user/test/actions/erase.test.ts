import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import type { Call, Peers } from '@sagashop/chassis/service/calls';
import { as, testApp, testContext } from '@sagashop/chassis/testing';
import { newId } from '@sagashop/kernel/ids';
import { finishDepartures } from '../../src/actions/leave.ts';
import { openUser } from '../../src/app.ts';
import { CHEAP, newDatabase, signUpBody } from '../opened.ts';

/** The other services as a test wants them. */
const answers: Record<string, (question: never) => unknown> = {};
const usual: Record<string, unknown> = {
  'close-user': { refused: null },
  'personal-data': { records: [], next: null },
};
const peers: Partial<Peers> = {
  ask: async (call: Call, question: unknown) => {
    const name = `${call.service} ${call.name}`;
    return (answers[name]?.(question as never) ?? usual[call.name] ?? {}) as never;
  },
};

const url = await newDatabase();
const context = testContext({ USER_DATABASE_URL: url }, peers);
const service = await openUser(context, CHEAP);
const app = testApp(service, context);
const sql = connect(url, { name: 'test', max: 2 });
after(async () => {
  await sql.end();
  await service.stop();
});
const [ownerId, owner] = [newId(), as(newId(), { roles: ['owner'] })];

async function somebody(): Promise<string> {
  return (await app.inject({ method: 'POST', url: '/api/users', body: signUpBody() })).json().id;
}
async function erase(id: string, body: object = { reason: 'Asked by e-mail' }, headers = owner) {
  const answer = await app.inject({ method: 'POST', url: `/api/customers/${id}/erasure`, headers, body });
  return answer.statusCode === 204 ? 'done' : answer.json().code;
}
const isThere = async (id: string) => (await sql`select from users where id = ${id}`).length === 1;
const logged = async (id: string) =>
  (await sql`select action, reason from audit_log where subject = ${`user:${id}`} order by at, id`).map(
    ({ action, reason }) => [action, reason],
  );

test('somebody who has asked for it is erased once, and the log says who has done it and why', async () => {
  const id = await somebody();
  const outcomes = await Promise.all([erase(id), erase(id), erase(id)]);
  assert.deepEqual(outcomes.sort(), ['done', 'not_found', 'not_found']);
  assert.equal(await isThere(id), false);
  assert.deepEqual(await logged(id), [['customer.erase', 'Asked by e-mail']]);
});

test('nobody is erased with orders under way, with money left, or with a role, also one that they get meanwhile', async () => {
  for (const refused of ['orders_in_flight', 'money_left']) {
    const id = await somebody();
    answers['order close-user'] = () => ({ refused });
    assert.equal(await erase(id), refused);
    delete answers['order close-user'];
    assert.deepEqual([await isThere(id), await logged(id)], [true, []]);
  }
  const clerk = await somebody();
  await sql`update users set roles = '{clerk}' where id = ${clerk}`;
  assert.equal(await erase(clerk), 'works_here');
  const packer = await somebody();
  answers['order close-user'] = async () => {
    await sql`update users set roles = '{packer}' where id = ${packer}`;
    return { refused: null };
  };
  assert.equal(await erase(packer), 'works_here');
  delete answers['order close-user'];
  assert.equal((await sql`select from departures`).length, 0);
});

test('an erasure that was cut off is brought to its end, with its entry in the log', async () => {
  const id = await somebody();
  const asked = { actor: { id: ownerId, roles: ['owner'] }, from: '10.0.0.1', reason: 'By letter' };
  await sql`
    insert into departures (user_id, run, renewed_at, asked)
    values (${id}, ${newId()}, now() - interval '1 minute', ${JSON.stringify(asked)}::text::jsonb)`;
  await finishDepartures({ sql, peers: context.peers, log: context.log });
  assert.equal(await isThere(id), false);
  assert.deepEqual(await logged(id), [['customer.erase', 'By letter']]);
});

test('a reason is needed, and an owner', async () => {
  const id = await somebody();
  for (const body of [{}, { reason: '' }, { reason: ' ' }, { reason: 'x'.repeat(501) }])
    assert.equal(await erase(id, body), 'validation_failed', JSON.stringify(body));
  assert.equal(await erase(id, undefined, as(newId(), { roles: ['clerk'] })), 'forbidden');
  assert.equal(await erase('x'), 'not_found');
  assert.equal(await isThere(id), true);
});

test('everything that is kept about somebody is one file, however many pages there are, and the log says that it was taken', async () => {
  const id = await somebody();
  const pages: Record<string, object> = {
    first: { records: [{ kind: 'order', number: '1' }], next: 'second' },
    second: { records: [], next: 'third' },
    third: { records: [{ kind: 'order', number: '2' }], next: null },
  };
  answers['order personal-data'] = ({ after }: { after: string | null }) => pages[after ?? 'first'];
  const path = `/api/customers/${id}/export`;
  const answer = await app.inject({ method: 'POST', url: path, headers: owner });
  assert.equal(answer.headers['content-disposition'], `attachment; filename="customer-${id}.json"`);
  const { user, order, payment, notify } = answer.json();
  assert.deepEqual([user[0].kind, user[0].id], ['person', id]);
  assert.deepEqual(
    [order.map(({ number }: { number: string }) => number), payment, notify],
    [['1', '2'], [], []],
  );
  assert.ok(!answer.body.includes('argon2'));
  assert.deepEqual(await logged(id), [['customer.export', null]]);
  answers['order personal-data'] = () => {
    throw new Error('away');
  };
  assert.ok((await app.inject({ method: 'POST', url: path, headers: owner })).statusCode >= 500);
  delete answers['order personal-data'];
  assert.equal((await logged(id)).length, 1, 'nothing was taken');
  assert.equal(
    (await app.inject({ method: 'POST', url: `/api/customers/${newId()}/export`, headers: owner }))
      .statusCode,
    404,
  );
});
