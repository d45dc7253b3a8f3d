import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, test } from 'node:test';
import { as } from '@sagashop/chassis/testing';
import postgres from 'postgres';
import { ensureUser } from '../../src/contract.ts';
import { openTestUser, PASSWORD, signUpBody } from '../opened.ts';

const { app, service, url } = await openTestUser();
const sql = postgres(url, { max: 1, onnotice: () => {} });
after(() => sql.end());

const signUp = (more: Record<string, string>) =>
  app.inject({ method: 'POST', url: '/api/users', body: signUpBody(more) });
const signIn = (username: string, password = PASSWORD, remoteAddress = '10.1.0.1') =>
  app.inject({ method: 'POST', url: '/api/session', remoteAddress, body: { username, password } });
/** What was answered: the status and, where it is a refusal, its code and the path of its first error. */
async function outcome(answer: ReturnType<typeof signIn>) {
  const { statusCode, ...rest } = await answer;
  const { code, errors } = rest.json();
  return [statusCode, ...(code ? [code] : []), ...(errors ? [errors[0].path] : [])];
}
let count = 0;
/** A name of Russian letters that nobody has yet. */
const russian = () =>
  `гость${'абвгдежзик'.charAt((count += 1))}${randomBytes(3).toString('hex').replace(/[a-f]/g, 'ш')}`;

test('a name with a dotted capital I is not the name with an i, and does not sign in for it', async () => {
  assert.equal((await signUp({ username: 'dimitri' })).statusCode, 201);
  assert.deepEqual(await outcome(signIn('d\u0130m\u0130tri')), [401, 'wrong_credentials']);
  assert.deepEqual(await outcome(signIn('d\u0131mitri')), [401, 'wrong_credentials']);
  assert.deepEqual(await outcome(signUp({ username: 'd\u0130mitri' })), [
    422,
    'validation_failed',
    'username',
  ]);
});

test('a name is found however its letters were typed, and is kept as it is compared', async () => {
  const username = `й${russian()}`;
  const made = await signUp({ username: ` ${username.normalize('NFD')}\u00ad` });
  assert.equal(made.json().username, username);
  for (const typed of [
    username.toUpperCase(),
    username.normalize('NFD'),
    `\u202a${username}\u202c`,
    ` ${username}\u3000`,
  ])
    assert.equal((await signIn(typed)).statusCode, 201, JSON.stringify(typed));
  assert.deepEqual(await outcome(signUp({ username: username.toUpperCase().normalize('NFD') })), [
    409,
    'username_taken',
  ]);
  assert.equal((await signUp({ username: 'ｗｉｄｅ' })).json().username, 'wide');
});

test('every way to type a name counts as one account', async () => {
  const username = `й${russian()}`;
  await signUp({ username });
  const ways = [
    username,
    username.toUpperCase(),
    username.normalize('NFD'),
    `${username}\u00ad`,
    `\u200e${username} `,
  ];
  const answers = [];
  for (let n = 0; n < 11; n += 1)
    answers.push((await signIn(ways[n % ways.length]!, 'wrong', '10.1.0.2')).statusCode);
  assert.deepEqual(answers, [...Array(10).fill(401), 429]);
  const nobody = `й${russian()}`;
  const unknown = [];
  for (let n = 0; n < 11; n += 1)
    unknown.push(
      (await signIn(n % 2 ? nobody : nobody.normalize('NFD').toUpperCase(), 'wrong', '10.1.0.3')).statusCode,
    );
  assert.deepEqual(unknown, [...Array(10).fill(401), 429]);
});

test('a name that looks like another one is taken, also in the other alphabet', async () => {
  for (const [first, ...others] of [
    ['paypal', 'paypaI', 'pay_pal', 'paypa1'],
    ['cocoa', 'сосоа', 'c0coa'],
    ['Нева', 'heba'],
    ['modern', 'rnodern', 'mod3rn'],
    ['bob-2', 'ВОВ-2'],
  ] as [string, ...string[]][]) {
    assert.equal((await signUp({ username: first })).statusCode, 201, first);
    for (const other of others) {
      const taken = !['pay_pal', 'mod3rn'].includes(other);
      const said = await outcome(signUp({ username: other }));
      assert.deepEqual(said, taken ? [409, 'username_taken'] : [201], other);
    }
  }
});

test('a name of two alphabets, or without a letter, is refused', async () => {
  for (const username of ['аdmin', 'pаypal', 'админ1x', '12345', '...', '1-2_3', 'ab', 'αβγ', 'a b c'])
    assert.deepEqual(await outcome(signUp({ username })), [422, 'validation_failed', 'username'], username);
  for (const username of ['7up-', '2-й.дом'])
    assert.equal((await signUp({ username })).statusCode, 201, username);
});

test('of two who sign up at once with names that look alike, one is refused', async () => {
  const names = ['mirror', 'rnirror', 'mlrror', 'm1rror', 'MIRROR'];
  const answers = await Promise.all(names.map((username) => signUp({ username })));
  const codes = answers.map((answer) => answer.json().code ?? 'made').sort();
  assert.deepEqual(codes, ['made', ...Array(4).fill('username_taken')]);
});

test('who has a name that a newer rule would refuse keeps it, and signs in', async () => {
  const make = (username: string) =>
    service.calls[ensureUser.name]!({
      username,
      password: PASSWORD,
      email: `${username}@shop.test`,
    } as never);
  await make('12345');
  await signUp({ username: 'lookout' });
  await make('1ookout');
  for (const username of ['12345', '1ookout']) {
    assert.equal((await signIn(username)).statusCode, 201, username);
    assert.deepEqual((await outcome(signUp({ username }))).slice(0, 1), [username === '12345' ? 422 : 409]);
  }
});

test('users of the release before, which knows no keys, are found and are not taken twice', async () => {
  const username = `Й${russian()}`;
  const made = (await signUp({ username })).json();
  const email = `Old.${randomBytes(3).toString('hex')}@Example.TEST`;
  await sql`update users set name_key = null, email_key = null, look = null where id = ${made.id}`;
  const [kept] = await sql`select password from credentials where user_id = ${made.id}`;
  await sql`delete from users where id = ${made.id}`;
  await sql`insert into users (id, username, email, language) values (${made.id}, ${username}, ${email}, 'ru')`;
  await sql`insert into credentials (id, user_id, password) values (${made.id}, ${made.id}, ${kept!['password']})`;
  assert.equal((await signIn(username.toLowerCase())).statusCode, 201);
  assert.deepEqual(await outcome(signUp({ username })), [409, 'username_taken']);
  assert.deepEqual(await outcome(signUp({ email: email.toLowerCase() })), [409, 'email_taken']);
  const after = `new.${email}`;
  await sql`update users set email = ${after} where id = ${made.id}`;
  assert.deepEqual(await outcome(signUp({ email: after.toUpperCase() })), [409, 'email_taken']);
  assert.equal((await signUp({ email })).statusCode, 201, 'the address before it is free');
});

test('an e-mail address at an internationalised domain is one in both forms, and shown as typed', async () => {
  const domain = `bücher-${randomBytes(3).toString('hex')}.de`;
  const ascii = new URL(`http://${domain}`).host;
  const made = (await signUp({ email: `Иван@${domain}` })).json();
  assert.equal(made.email, `Иван@${domain}`);
  for (const email of [
    `иван@${ascii}`,
    `ИВАН@${domain.toUpperCase()}`,
    ` иван@${domain.normalize('NFD')}\u200b`,
  ])
    assert.deepEqual(await outcome(signUp({ email })), [409, 'email_taken'], email);
  const other = (await signUp({})).json();
  const change = (email: string) =>
    app.inject({
      method: 'PATCH',
      url: '/api/users/me',
      headers: as(other.id),
      body: { email, currentPassword: PASSWORD },
    });
  assert.deepEqual(await outcome(change(`иван@${ascii}`)), [409, 'email_taken']);
  assert.equal((await change(`x@${ascii}`)).json().email, `x@${ascii}`);
  assert.equal((await change(`x@${domain}`)).json().email, `x@${domain}`, 'the same address, typed anew');
});

test('a password is the same however its letters are composed; an older hash goes on working', async () => {
  const username = russian();
  const password = 'crème brûlée ночью й';
  assert.equal((await signUp({ username, password: password.normalize('NFD') })).statusCode, 201);
  for (const form of ['NFC', 'NFD'] as const)
    assert.equal((await signIn(username, password.normalize(form))).statusCode, 201, form);
  assert.equal((await signIn(username, password.replace('й', 'и'))).statusCode, 401);
  const { hash } = await import('@node-rs/argon2');
  const older = await hash(password.normalize('NFD'));
  await sql`update credentials set password = ${older}
    where user_id = (select id from users where username = ${username})`;
  assert.equal((await signIn(username, password.normalize('NFD'))).statusCode, 201);
});
