import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { as } from '@sagashop/chassis/testing';
import { newId } from '@sagashop/kernel/ids';
import postgres from 'postgres';
import { openTestUser, PASSWORD, signUpBody } from '../opened.ts';

const { app, url } = await openTestUser();
const sql = postgres(url, { max: 3, onnotice: () => {} });
after(() => sql.end());

async function somebody(roles: string[] = [], more: Record<string, string> = {}) {
  const user = (await app.inject({ method: 'POST', url: '/api/users', body: signUpBody(more) })).json();
  if (roles.length > 0) await sql`update users set roles = ${roles} where id = ${user.id}`;
  return { ...user, headers: as(user.id, { roles }) } as {
    id: string;
    email: string;
    headers: Record<string, string>;
  };
}
const owner = await somebody(['owner']);

const send = async (
  method: 'POST' | 'DELETE' | 'PATCH',
  path: string,
  body?: object,
  by: Record<string, string> = {},
) => {
  const answer = await app.inject({ method, url: path, headers: by, ...(body && { body }) });
  const json = answer.body === '' ? {} : answer.json();
  return { status: answer.statusCode, code: json.code, body: json };
};
const get = async (path: string, by: Record<string, string> = {}) =>
  (await app.inject({ url: path, headers: by })).json();

const email = () => `${signUpBody()['username']}@example.test`;
async function invited(address = email(), roles = ['clerk'], by = owner) {
  const { status, body } = await send('POST', '/api/staff', { email: address, roles }, by.headers);
  assert.equal(status, 201, JSON.stringify(body));
  return { ...body, path: `/api${new URL(body.link).pathname}` } as {
    id: string;
    link: string;
    path: string;
  };
}
const wish = () => ({ username: signUpBody()['username']!, password: PASSWORD });
const log = async (subject: string) =>
  (await sql`select action, before, after from audit_log where subject = ${subject} order by at, id`).map(
    (row) => ({ ...row }),
  );

test('whoever has the link makes an account with the roles of the invitation, once, and signs in', async () => {
  const address = email();
  const { id, path, link } = await invited(address, ['packer', 'clerk', 'packer']);
  const offer = await get(path);
  assert.deepEqual([offer.email, offer.roles, offer.member], [address, ['clerk', 'packer'], false]);
  const { username, password } = wish();
  const made = await send('POST', path, { username, password });
  assert.deepEqual([made.status, made.body.roles, made.body.email], [201, ['clerk', 'packer'], address]);
  const { status } = await send('POST', '/api/session', { username: address, password });
  assert.equal(status, 201);
  const again = await send('POST', path, wish());
  assert.deepEqual([again.status, again.code], [410, 'link_used']);
  assert.equal((await get(path)).code, 'link_used');
  const joined = await log(`user:${made.body.id}`);
  const after = { roles: ['clerk', 'packer'], invitation: id, invitedBy: owner.id };
  assert.deepEqual(joined, [{ action: 'staff.join', before: { roles: [] }, after }]);
  const all =
    JSON.stringify(await sql`select * from audit_log`) + JSON.stringify(await sql`select * from invitations`);
  assert.ok(
    !all.includes(link.split('/').at(-1)!) && !all.includes(address),
    'neither token nor address is kept',
  );
});

test('of many who accept at once one has an account', async () => {
  const { path } = await invited();
  const answers = await Promise.all([1, 2, 3, 4].map(() => send('POST', path, wish())));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 410, 410, 410]);
});

test('a link that was replaced, withdrawn or has expired is good for nothing, nor is one that never was', async () => {
  const address = email();
  const first = await invited(address);
  const second = await invited(address.toUpperCase(), ['packer']);
  const third = await invited();
  const fourth = await invited();
  const { items } = await get('/api/staff/invitations?limit=100', owner.headers);
  const open = items.map(({ id }: { id: string }) => id);
  assert.ok(!open.includes(first.id) && open.includes(second.id));
  assert.equal(
    (await send('DELETE', `/api/staff/invitations/${third.id}`, undefined, owner.headers)).status,
    204,
  );
  assert.equal(
    (await send('DELETE', `/api/staff/invitations/${third.id}`, undefined, owner.headers)).status,
    404,
  );
  await sql`update invitations set expires_at = now() where id = ${fourth.id}`;
  for (const path of [first.path, third.path, fourth.path, '/api/staff/invitations/x'])
    assert.equal((await send('POST', path, wish())).code, 'link_used', path);
  assert.equal((await send('POST', second.path, wish())).status, 201);
  const withdrawn = await log(`invitation:${third.id}`);
  assert.deepEqual(
    withdrawn.map(({ action }) => action),
    ['invitation.create', 'invitation.withdraw'],
  );
});

test('a member accepts with the account that they have, and nobody else does with theirs', async () => {
  const bella = await somebody(['packer']);
  const { path } = await invited(bella.email);
  assert.equal((await get(path)).member, true);
  assert.equal((await send('POST', path, wish())).code, 'email_taken');
  const mallory = await somebody();
  assert.equal(
    (await send('POST', `${path}/acceptance`, undefined, mallory.headers)).code,
    'another_invited',
  );
  assert.equal((await send('POST', `${path}/acceptance`)).code, 'not_signed_in');
  const { status, body } = await send('POST', `${path}/acceptance`, undefined, bella.headers);
  assert.deepEqual([status, body.roles], [200, ['clerk', 'packer']]);
  assert.equal((await send('POST', `${path}/acceptance`, undefined, bella.headers)).code, 'link_used');
});

test('what would make no account leaves the link as it is', async () => {
  const { path } = await invited();
  const { username } = wish();
  await send('POST', '/api/users', signUpBody({ username }));
  assert.equal((await send('POST', path, { username, password: PASSWORD })).code, 'username_taken');
  assert.equal((await send('POST', path, { ...wish(), password: 'password' })).code, 'weak_password');
  assert.equal((await send('POST', path, { username: '\0', password: PASSWORD })).status, 422);
  assert.equal((await send('POST', path, wish())).status, 201);
});

test('nobody but an owner invites, nor once they are none; their open links end with the role', async () => {
  const [clerk, other] = [await somebody(['clerk']), await somebody(['owner'])];
  const body = { email: email(), roles: ['clerk'] };
  const refused = await send('POST', '/api/staff', body, clerk.headers);
  assert.deepEqual([refused.status, refused.body.permission], [403, 'staff.write']);
  const { path } = await invited(email(), ['owner'], other);
  await send('PATCH', `/api/staff/${other.id}`, { roles: ['clerk'] }, owner.headers);
  assert.equal((await send('POST', path, wish())).code, 'link_used');
  assert.equal((await send('POST', '/api/staff', body, other.headers)).status, 403, 'the token is older');
});

test('what is no invitation is refused', async () => {
  for (const body of [
    { email: 'nobody', roles: ['clerk'] },
    { email: email(), roles: [] },
    { email: email(), roles: ['king'] },
    { email: email() },
    { email: `${'a'.repeat(300)}@example.test`, roles: ['clerk'] },
    { email: 'a\0b@example.test', roles: ['clerk'] },
  ])
    assert.equal((await send('POST', '/api/staff', body, owner.headers)).status, 422, JSON.stringify(body));
  for (const id of ['x', newId()])
    assert.equal(
      (await send('DELETE', `/api/staff/invitations/${id}`, undefined, owner.headers)).status,
      404,
    );
});

test('nobody is invited by a request whose Host is no address: their link would be lost', async () => {
  const address = email();
  const answer = await app.inject({
    ...{ method: 'POST', url: '/api/staff', body: { email: address, roles: ['clerk'] } },
    headers: { ...owner.headers, host: '[' },
  });
  assert.deepEqual([answer.statusCode, answer.json().code], [422, 'validation_failed']);
  assert.equal((await sql`select from invitations where email = ${address}`).length, 0);
});
