import assert from 'node:assert/strict';
import { test } from 'node:test';
import { as } from '@sagashop/chassis/testing';
import { newId } from '@sagashop/kernel/ids';
import { usersExist } from '../../src/contract.ts';
import { openTestUser, PASSWORD, signUpBody } from '../opened.ts';

const { app, service } = await openTestUser();

test('signing up answers the user, who is a customer and not signed in', async () => {
  const body = signUpBody({ firstName: ' Anna ', lastName: '', phone: '+7 (900) 000-00-00', language: 'ru' });
  const answer = await app.inject({ method: 'POST', url: '/api/users', body });
  assert.equal(answer.statusCode, 201);
  assert.equal(answer.headers['set-cookie'], undefined);
  const { id, ...user } = answer.json();
  assert.match(id, /^[0-9a-f-]{36}$/);
  assert.deepEqual(user, {
    username: body['username'],
    email: body['email'],
    firstName: 'Anna',
    lastName: null,
    phone: '+7 (900) 000-00-00',
    language: 'ru',
    roles: [],
    isAdmin: false,
    guest: false,
    emailVerified: false,
  });
});

test('whoever thinks of no user name gets one that is free, made of the address', async () => {
  const name = signUpBody()['username']!;
  const signUp = (email: string) =>
    app.inject({ method: 'POST', url: '/api/users', body: { username: null, password: PASSWORD, email } });
  assert.equal((await signUp(`${name}@one.test`)).json().username, name);
  assert.match((await signUp(`${name}@two.test`)).json().username, new RegExp(`^${name}-\\d{4}$`));
  assert.equal((await signUp(`${name}@one.test`)).json().code, 'email_taken');
});

test('the language of a new user is the one that their browser asks for', async () => {
  const url = '/api/users';
  const russian = await app.inject({
    method: 'POST',
    url,
    headers: { 'accept-language': 'de, ru;q=0.8, en;q=0.5' },
    body: signUpBody(),
  });
  assert.equal(russian.json().language, 'ru');
  assert.equal((await app.inject({ method: 'POST', url, body: signUpBody() })).json().language, 'en');
});

test('a user name or an e-mail that somebody has is refused without regard to case', async () => {
  const body = signUpBody();
  const send = (more: Record<string, string>) =>
    app.inject({ method: 'POST', url: '/api/users', body: { ...signUpBody(), ...more } });
  assert.equal((await send(body)).statusCode, 201);
  const name = await send({ username: body['username']!.toUpperCase() });
  assert.deepEqual([name.statusCode, name.json().code], [409, 'username_taken']);
  const email = await send({ email: body['email']!.toUpperCase() });
  assert.deepEqual([email.statusCode, email.json().code], [409, 'email_taken']);
});

test('of two who sign up with one name at once, one is refused', async () => {
  const body = signUpBody({ username: `Гость_${process.pid}` });
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, index) =>
      app.inject({ method: 'POST', url: '/api/users', body: { ...body, email: `g${index}@example.test` } }),
    ),
  );
  const codes = answers.map((answer) => answer.json().code ?? 'made').sort();
  assert.deepEqual(codes, ['made', ...Array(5).fill('username_taken')]);
});

test('weak passwords are refused as such', async () => {
  const weak = ['', 'short', 'x'.repeat(129), 'Password123', 'ЙЦУКЕНГШ', '88888888'];
  for (const password of weak) {
    const answer = await app.inject({ method: 'POST', url: '/api/users', body: signUpBody({ password }) });
    assert.deepEqual([answer.statusCode, answer.json().code], [422, 'weak_password'], password);
  }
  const body = signUpBody();
  const same = await app.inject({
    method: 'POST',
    url: '/api/users',
    body: { ...body, password: body['username']!.toUpperCase() },
  });
  assert.equal(same.json().code, 'weak_password');
});

test('what does not fit is refused with its path', async () => {
  const wrong: [Record<string, unknown>, string][] = [
    [{ username: 'ab' }, 'username'],
    [{ username: 'a'.repeat(51) }, 'username'],
    [{ username: 'with space' }, 'username'],
    [{ username: 'аdmin' }, 'username'],
    [{ email: 'nobody' }, 'email'],
    [{ email: `${'a'.repeat(250)}@example.test` }, 'email'],
    [{ phone: 'call me' }, 'phone'],
    [{ firstName: 'x'.repeat(101) }, 'firstName'],
    [{ language: 'de' }, 'language'],
    [{ password: 12345678 }, 'password'],
    [{ password: undefined }, 'password'],
    [{ isAdmin: true }, 'isAdmin'],
    [{ roles: ['owner'] }, 'roles'],
    [{ firstName: 'a\0b' }, 'firstName'],
  ];
  for (const [more, path] of wrong) {
    const body = { ...signUpBody(), ...more };
    const answer = await app.inject({ method: 'POST', url: '/api/users', body });
    assert.equal(answer.statusCode, 422, JSON.stringify(more));
    assert.deepEqual([answer.json().code, answer.json().errors[0].path], ['validation_failed', path]);
  }
  for (const body of ['null', '5', '[]', '"x"']) {
    const headers = { 'content-type': 'application/json' };
    const answer = await app.inject({ method: 'POST', url: '/api/users', body, headers });
    assert.equal(answer.json().code, 'validation_failed', body);
  }
});

test('a profile is shown to its user alone and changes in the parts that are sent', async () => {
  const made = (
    await app.inject({
      method: 'POST',
      url: '/api/users',
      body: signUpBody({ firstName: 'Old', phone: '5' }),
    })
  ).json();
  const headers = as(made.id);
  const url = '/api/users/me';
  assert.equal((await app.inject({ url })).json().code, 'not_signed_in');
  const nobody = await app.inject({ method: 'PATCH', url, body: { nonsense: 1 } });
  assert.equal(nobody.statusCode, 401, 'who asks comes before what is asked');
  const change = { firstName: 'New', phone: null, email: `new_${made.username}@example.test` };
  const body = { ...change, currentPassword: PASSWORD };
  const after = { ...made, ...change };
  assert.deepEqual((await app.inject({ method: 'PATCH', url, headers, body })).json(), after);
  assert.deepEqual((await app.inject({ url, headers })).json(), after);
  assert.deepEqual((await app.inject({ method: 'PATCH', url, headers, body: {} })).json(), after);
});

test('a profile cannot take the e-mail of another, nor make its user an administrator', async () => {
  const [one, other] = await Promise.all(
    [signUpBody(), signUpBody()].map(async (body) =>
      (await app.inject({ method: 'POST', url: '/api/users', body })).json(),
    ),
  );
  const change = (body: Record<string, unknown>) =>
    app.inject({ method: 'PATCH', url: '/api/users/me', headers: as(one.id), body });
  assert.equal(
    (await change({ email: other.email.toUpperCase(), currentPassword: PASSWORD })).json().code,
    'email_taken',
  );
  assert.equal((await change({ email: one.email.toUpperCase() })).statusCode, 200);
  assert.equal((await change({ isAdmin: true })).json().code, 'validation_failed');
  assert.equal((await change({ roles: ['owner'] })).json().code, 'validation_failed');
  assert.equal((await change({ username: 'other' })).json().code, 'validation_failed');
});

test('another e-mail address needs the password, and nothing changes without it', async () => {
  const body = signUpBody();
  const user = (await app.inject({ method: 'POST', url: '/api/users', body })).json();
  const url = '/api/users/me';
  const headers = as(user.id);
  const change = (wish: Record<string, unknown>) => app.inject({ method: 'PATCH', url, headers, body: wish });
  const email = `other_${user.username}@example.test`;
  for (const wish of [{ email }, { email, firstName: 'Eve', language: 'ru' }]) {
    const answer = await change(wish);
    assert.deepEqual([answer.statusCode, answer.json().code], [403, 'password_required']);
  }
  const wrong = await change({ email, firstName: 'Eve', currentPassword: 'a guess' });
  assert.deepEqual([wrong.statusCode, wrong.json().code], [401, 'wrong_credentials']);
  assert.deepEqual((await app.inject({ url, headers })).json(), user);
  assert.equal((await change({ email: user.email, firstName: 'Anna' })).statusCode, 200, 'the same address');
  const right = await change({ email, firstName: 'Anna', currentPassword: PASSWORD });
  assert.deepEqual([right.statusCode, right.json().email], [200, email]);
  const both = { email: user.email, currentPassword: PASSWORD, password: 'another long one' };
  assert.equal((await change(both)).json().email, user.email, 'with a new password');
});

test('of a new password and a new e-mail address at once by the old password, both or the password alone count', async () => {
  for (let round = 0; round < 4; round += 1) {
    const body = signUpBody();
    const user = (await app.inject({ method: 'POST', url: '/api/users', body })).json();
    const change = (wish: Record<string, unknown>) =>
      app.inject({
        method: 'PATCH',
        url: '/api/users/me',
        headers: as(user.id),
        body: { ...wish, currentPassword: PASSWORD },
      });
    const email = `thief_${user.username}@example.test`;
    const [locked, taken] = await Promise.all([change({ password: 'another long one' }), change({ email })]);
    assert.equal(locked!.statusCode, 200);
    assert.ok([200, 401].includes(taken!.statusCode));
    assert.equal((await change({ email: `later_${email}` })).statusCode, 401);
  }
});

test('whoever asks hears which ids are those of users, in their order', async () => {
  const made = await Promise.all(
    [signUpBody(), signUpBody()].map(async (body) =>
      (await app.inject({ method: 'POST', url: '/api/users', body })).json(),
    ),
  );
  const [one, two] = made.map(({ id }) => id as string) as [string, string];
  const users = [newId(), two.toUpperCase(), newId(), one, two];
  const answer = await service.calls[usersExist.name]!({ users } as never);
  assert.deepEqual(answer, { there: [false, true, false, true, true] });
  assert.deepEqual(await service.calls[usersExist.name]!({ users: [] } as never), { there: [] });
});
