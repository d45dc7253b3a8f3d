import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { as } from '@sagashop/chassis/testing';
import { newId } from '@sagashop/kernel/ids';
import postgres from 'postgres';
import { openTestUser, PASSWORD, signUpBody } from '../opened.ts';

const { app, url } = await openTestUser();
const sql = postgres(url, { max: 1, onnotice: () => {} });
after(() => sql.end());
const clerk = as(newId(), { roles: ['clerk'] });
const owner = as(newId(), { roles: ['owner'] });
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64) Gecko Firefox/140.0';

interface Shown {
  id: string;
  current: boolean;
  device: string | null;
  from: string | null;
}

/** Somebody who is signed in as often as there are agents; the last of them asks. */
async function somebody(...agents: string[]) {
  const { id, username } = (
    await app.inject({ method: 'POST', url: '/api/users', body: signUpBody() })
  ).json();
  let token = '';
  for (const agent of agents) {
    const body = { username, password: PASSWORD };
    const headers = { 'user-agent': agent };
    token = (await app.inject({ method: 'POST', url: '/api/session', body, headers })).json().token;
  }
  return { id: id as string, headers: { ...as(id), cookie: `sagashop_session=${token}` } };
}
const list = async (path: string, headers: Record<string, string>): Promise<Shown[]> =>
  (await app.inject({ url: path, headers })).json().items;
const end = async (path: string, headers: Record<string, string>) =>
  (await app.inject({ method: 'DELETE', url: path, headers })).statusCode;
const MINE = '/api/users/me/sessions';

test('people see where they are signed in, and end a session or all others', async () => {
  const ann = await somebody(FIREFOX, 'curl/8', FIREFOX);
  const sessions = await list(MINE, ann.headers);
  assert.deepEqual(
    sessions.map(({ device, current, from }) => [device, current, from]),
    [
      ['Firefox, Linux', true, '127.0.0.1'],
      [null, false, '127.0.0.1'],
      ['Firefox, Linux', false, '127.0.0.1'],
    ],
  );
  assert.ok(!JSON.stringify(sessions).includes(String(ann.headers.cookie)));
  assert.equal(await end(`${MINE}/${sessions[1]!.id}`, ann.headers), 204);
  assert.equal(await end(`${MINE}/${sessions[1]!.id}`, ann.headers), 404);
  const bob = await somebody(FIREFOX);
  assert.equal(await end(`${MINE}/${sessions[2]!.id}`, bob.headers), 404, 'those of others are not there');
  assert.equal(await end(MINE, ann.headers), 204);
  assert.deepEqual(
    (await list(MINE, ann.headers)).map(({ id }) => id),
    [sessions[0]!.id],
  );
  assert.equal((await list(MINE, bob.headers)).length, 1);
});

test('staff see where a customer is signed in and end it, which is in the audit log', async () => {
  const ann = await somebody(FIREFOX, FIREFOX, FIREFOX);
  const path = `/api/customers/${ann.id}/sessions`;
  const [first] = await list(path, clerk);
  assert.deepEqual([first!.device, first!.current], ['Firefox, Linux', false]);
  assert.equal(await end(`${path}/${first!.id}`, clerk), 204);
  assert.equal(await end(path, clerk), 204);
  assert.equal(await end(path, clerk), 204, 'again');
  assert.deepEqual(await list(path, clerk), []);
  const log =
    await sql`select action, before, after from audit_log where subject = ${`user:${ann.id}`} order by at, id`;
  assert.deepEqual(
    log.map((entry) => [entry['action'], entry['before'].sessions]),
    [
      ['session.end', 1],
      ['session.end', 2],
    ],
  );
  for (const id of [newId(), 'x']) assert.equal(await end(`/api/customers/${id}/sessions`, clerk), 404);
  assert.equal(await end(`${path}/x`, clerk), 404);
});

test('sessions of somebody who works here are an owner’s to see and to end', async () => {
  const carl = await somebody(FIREFOX);
  await sql`update users set roles = '{packer}' where id = ${carl.id}`;
  const path = `/api/customers/${carl.id}/sessions`;
  const refused = await app.inject({ url: path, headers: clerk });
  assert.deepEqual([refused.statusCode, refused.json().permission], [403, 'staff.read']);
  assert.equal(await end(path, clerk), 403);
  assert.equal((await list(path, owner)).length, 1);
  assert.equal(await end(path, owner), 204);
  assert.equal((await list(path, owner)).length, 0);
});

test('the sessions of the operator are not shown, and go on', async () => {
  const ann = await somebody(FIREFOX);
  await sql`
    insert into sessions (token_hash, user_id, expires_at, scope)
    values (decode(repeat('ab', 32), 'hex'), ${ann.id}, now() + interval '1 hour', 'audit')`;
  assert.equal((await list(MINE, ann.headers)).length, 1);
  assert.equal(await end(`/api/customers/${ann.id}/sessions`, clerk), 204);
  assert.equal((await sql`select from sessions where user_id = ${ann.id}`).length, 1);
});
