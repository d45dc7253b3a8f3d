import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { auditLogCall } from '@sagashop/audit-log/audit-log-call';
import { as } from '@sagashop/chassis/testing';
import postgres from 'postgres';
import type { Static } from 'typebox';
import { openTestUser, signUpBody } from '../opened.ts';

const { app, url, service } = await openTestUser();
const sql = postgres(url, { max: 3, onnotice: () => {} });
after(() => sql.end());

const nobodyWorksHere = async () => void (await sql`update users set roles = '{}'`);

/** A new user with roles, as the token of a request says them at this moment. */
async function somebody(...roles: string[]) {
  const { id } = (await app.inject({ method: 'POST', url: '/api/users', body: signUpBody() })).json();
  await sql`update users set roles = ${roles} where id = ${id}`;
  return { id: id as string, headers: as(id, { roles }) };
}

type Log = Static<ReturnType<typeof auditLogCall>['answer']>;
type Somebody = Awaited<ReturnType<typeof somebody>>;

async function change(by: Somebody, who: { id: string }, roles: unknown, was?: string[]) {
  const { id } = who;
  const answer = await app.inject({
    method: 'PATCH',
    url: `/api/staff/${id}`,
    headers: by.headers,
    body: { roles, ...(was && { was: { roles: was } }) },
  });
  return { status: answer.statusCode, ...answer.json() };
}

async function staff(
  by: Somebody,
  query = '',
): Promise<{ items: { id: string }[]; nextCursor: string | null }> {
  return (await app.inject({ url: `/api/staff${query}`, headers: by.headers })).json();
}

const kept = async ({ id }: { id: string }) =>
  (await sql`select roles, is_admin from users where id = ${id}`)[0];

test('an owner gives roles and takes them; each stands once, in the order of the table', async () => {
  const [owner, carl] = [await somebody('owner'), await somebody()];
  const given = await change(owner, carl, ['packer', 'clerk', 'packer']);
  assert.deepEqual([given.status, given.roles, given.isAdmin], [200, ['clerk', 'packer'], false]);
  assert.deepEqual(await kept(carl), { roles: ['clerk', 'packer'], is_admin: false });
  const second = await change(owner, carl, ['owner']);
  assert.deepEqual([second.status, second.isAdmin], [200, true]);
  assert.deepEqual(await kept(carl), { roles: ['owner'], is_admin: true });
  assert.deepEqual((await change(owner, carl, [])).roles, []);
  assert.deepEqual(await kept(carl), { roles: [], is_admin: false });
});

test('a change of roles is in the audit log, and one that is refused is not', async () => {
  const [owner, carl] = [await somebody('owner'), await somebody('packer')];
  await change(owner, carl, ['clerk']);
  assert.equal((await change(carl, owner, [])).status, 403);
  const subject = `user:${carl.id}`;
  const { entries } = (await service.calls['audit-log']!({ actor: owner.id, limit: 10 } as never)) as Log;
  assert.deepEqual(
    entries.map(({ id: _, at: __, ...entry }) => entry),
    [
      {
        actor: { id: owner.id, roles: ['owner'] },
        action: 'staff.change',
        subject,
        before: { roles: ['packer'] },
        after: { roles: ['clerk'] },
        from: '127.0.0.1',
      },
    ],
  );
});

test('who has seen other roles than there are changes none, and is told which there are', async () => {
  const [owner, carl] = [await somebody('owner'), await somebody('packer', 'clerk')];
  const late = await change(owner, carl, ['courier'], ['packer']);
  assert.deepEqual([late.status, late.code], [409, 'edit_conflict']);
  const [{ was, now, yours }] = late.conflicts;
  assert.deepEqual([was, now, yours], [['packer'], ['clerk', 'packer'], ['courier']]);
  assert.equal((await change(owner, carl, ['courier'], ['packer', 'clerk'])).status, 200);
});

test('whoever has a role is listed, a page at a time, and a customer is not', async () => {
  await nobodyWorksHere();
  const owner = await somebody('owner');
  const [carl, paula] = [await somebody('clerk'), await somebody('packer')];
  await somebody();
  const first = await staff(owner, '?limit=2');
  assert.deepEqual(
    first.items.map(({ id }) => id),
    [owner.id, carl.id],
  );
  const { items, nextCursor } = await staff(owner, `?limit=2&cursor=${first.nextCursor}`);
  assert.deepEqual([items.map(({ id }) => id), nextCursor], [[paula.id], null]);
});

test('nobody but an owner gives roles, whatever their token said a moment ago', async () => {
  await nobodyWorksHere();
  const [owner, carl] = [await somebody('owner'), await somebody('clerk')];
  const refused = await change(carl, carl, ['owner']);
  assert.deepEqual([refused.status, refused.code, refused.permission], [403, 'forbidden', 'staff.write']);
  const other = await somebody('owner');
  await change(owner, other, []);
  assert.deepEqual((await change(other, carl, ['owner'])).status, 403);
  assert.deepEqual(await kept(carl), { roles: ['clerk'], is_admin: false });
});

test('the last owner stays one; with another, they may go', async () => {
  await nobodyWorksHere();
  const [owner, carl] = [await somebody('owner'), await somebody('clerk')];
  for (const roles of [[], ['clerk']]) {
    const refused = await change(owner, owner, roles);
    assert.deepEqual([refused.status, refused.code], [409, 'last_owner']);
  }
  assert.equal((await change(owner, owner, ['owner', 'packer'])).status, 200);
  assert.equal((await change(owner, carl, ['clerk', 'owner'])).status, 200);
  assert.equal((await change(owner, owner, [])).status, 200);
  assert.deepEqual(await kept(owner), { roles: [], is_admin: false });
});

test('of two owners who take each other’s role at once, one stays', async () => {
  for (let round = 0; round < 10; round += 1) {
    await nobodyWorksHere();
    const [one, other] = [await somebody('owner'), await somebody('owner')];
    const answers = await Promise.all([change(one, other, []), change(other, one, [])]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 403]);
    assert.equal((await sql`select from users where 'owner' = any(roles)`).length, 1);
  }
});

test('of two owners who step back at once, one stays', async () => {
  for (let round = 0; round < 10; round += 1) {
    await nobodyWorksHere();
    const [one, other] = [await somebody('owner'), await somebody('owner')];
    const answers = await Promise.all([change(one, one, []), change(other, other, [])]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
    assert.equal((await sql`select from users where 'owner' = any(roles)`).length, 1);
  }
});

test('owners are found by the index of those who work here', async () => {
  const [plan] = await sql.begin(async (tx) => {
    await tx`set local enable_seqscan = off`;
    return tx`explain (format json) select id from users where roles <> '{}' and 'owner' = any(roles) order by id`;
  });
  assert.match(JSON.stringify(plan), /users_with_roles/);
});

test('what is no role, and nobody, is refused', async () => {
  const owner = await somebody('owner');
  for (const roles of [['king'], 'owner', [1], undefined, Array(5).fill('clerk')]) {
    assert.equal((await change(owner, owner, roles)).code, 'validation_failed', JSON.stringify(roles));
  }
  assert.equal((await change(owner, { id: '019a0000-0000-7000-8000-000000000009' }, ['clerk'])).status, 404);
  assert.equal((await change(owner, { id: 'nobody' }, ['clerk'])).status, 404);
});

test('an owner whom the release before makes is one, and one whom it knows stays one', async () => {
  const [{ id }] = (await sql`
    insert into users (id, username, email, language, is_admin)
    values (gen_random_uuid(), 'older', 'older@example.test', 'en', true) returning id`) as unknown as [
    { id: string },
  ];
  assert.deepEqual(await kept({ id }), { roles: ['owner'], is_admin: true });
});

test('the last owner stays one, and the log names the same person, however the id in the path is written', async () => {
  await nobodyWorksHere();
  const owner = await somebody('owner');
  const loud = { id: owner.id.toUpperCase() };
  assert.equal((await change(owner, loud, [])).code, 'last_owner');
  assert.equal((await change(owner, loud, ['owner', 'clerk'])).status, 200);
  const said = await sql`select subject from audit_log where actor = ${owner.id}`;
  assert.deepEqual([...said], [{ subject: `user:${owner.id}` }]);
});
