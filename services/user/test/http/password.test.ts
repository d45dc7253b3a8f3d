import assert from 'node:assert/strict';
import { test } from 'node:test';
import { as } from '@sagashop/chassis/testing';
import { openTestUser, PASSWORD, signUpBody } from '../opened.ts';

const { app, service } = await openTestUser();

async function signedUp() {
  const body = signUpBody();
  const user = (await app.inject({ method: 'POST', url: '/api/users', body })).json();
  const signIn = (password: string) =>
    app.inject({ method: 'POST', url: '/api/session', body: { username: body['username'], password } });
  const token = async () => (await signIn(PASSWORD)).json().token as string;
  const patch = (change: object, bearer?: string) =>
    app.inject({
      method: 'PATCH',
      url: '/api/users/me',
      headers: { ...as(user.id), ...(bearer ? { authorization: `Bearer ${bearer}` } : {}) },
      body: change,
    });
  return { user, signIn, token, patch };
}

/** Whether a token opens a session. */
async function isOpen(token: string): Promise<boolean> {
  const { tokenHash } = await import('@sagashop/chassis/http/session-token');
  const answer = (await service.calls['sessions']!({ hashes: [tokenHash(token)] } as never)) as {
    identities: unknown[];
  };
  return answer.identities[0] !== null;
}

const NEW = 'staple battery horse';

test('a new password counts at once, ends every other session and keeps this one', async () => {
  const { signIn, token, patch } = await signedUp();
  const [mine, other] = [await token(), await token()];
  const answer = await patch({ password: NEW, currentPassword: PASSWORD, language: 'ru' }, mine);
  assert.equal(answer.statusCode, 200);
  assert.equal(answer.json().language, 'ru');
  assert.equal(answer.json().password, undefined);
  assert.deepEqual([await isOpen(mine), await isOpen(other)], [true, false]);
  assert.equal((await signIn(PASSWORD)).statusCode, 401);
  assert.equal((await signIn(NEW)).statusCode, 201);
});

test('a wrong current password changes nothing', async () => {
  const { signIn, token, patch } = await signedUp();
  const other = await token();
  const answer = await patch({ password: NEW, currentPassword: 'not this one', firstName: 'Eve' });
  assert.deepEqual([answer.statusCode, answer.json().code], [401, 'wrong_credentials']);
  assert.ok(await isOpen(other));
  const signedIn = await signIn(PASSWORD);
  assert.equal(signedIn.statusCode, 201);
  assert.equal(signedIn.json().user.firstName, null);
});

test('a weak new password is refused as such, and one password without the other by name', async () => {
  const { user, patch } = await signedUp();
  for (const password of ['short', 'password', user.username, 'x'.repeat(129)]) {
    const answer = await patch({ password, currentPassword: PASSWORD });
    assert.deepEqual([answer.statusCode, answer.json().code], [422, 'weak_password'], password);
  }
  for (const [change, path] of [
    [{ password: NEW }, 'currentPassword'],
    [{ currentPassword: PASSWORD }, 'password'],
  ] as const) {
    const answer = await patch(change);
    assert.deepEqual([answer.statusCode, answer.json().errors[0].path], [422, path]);
  }
});

test('of two changes at once, one counts', async () => {
  const { signIn, patch } = await signedUp();
  const wishes = ['first new password', 'second new password'];
  const answers = await Promise.all(wishes.map((password) => patch({ password, currentPassword: PASSWORD })));
  assert.deepEqual(answers.map((answer) => answer.statusCode).sort(), [200, 401]);
  const won = wishes[answers.findIndex((answer) => answer.statusCode === 200)]!;
  assert.equal((await signIn(won)).statusCode, 201);
});

test('a sign-in with the old password opens no session that outlives the change', async () => {
  const { signIn, patch } = await signedUp();
  const [changed, ...signIns] = await Promise.all([
    patch({ password: NEW, currentPassword: PASSWORD }),
    ...Array.from({ length: 6 }, () => signIn(PASSWORD)),
  ]);
  assert.equal(changed!.statusCode, 200);
  for (const answer of signIns) {
    if (answer.statusCode === 201) assert.equal(await isOpen(answer.json().token), false);
    else assert.equal(answer.json().code, 'wrong_credentials');
  }
});
