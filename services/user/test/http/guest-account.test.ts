import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { connect } from '@sagashop/chassis/postgres/connect';
import { as } from '@sagashop/chassis/testing';
import { openTestUser, PASSWORD, signUpBody } from '../opened.ts';

const { app, url } = await openTestUser();
const sql = connect(url, { name: 'test', max: 1 });
after(() => sql.end());

type Answer = Awaited<ReturnType<typeof post>>;
const post = (path: string, body: object, headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url: path, headers, body });
const codeOf = (answer: Answer) => [answer.statusCode, answer.json().code];
const unique = (name = 'ada') => `${name}.${randomUUID().slice(0, 8)}@example.test`;

async function guest(email = unique()) {
  const { user, token } = (await post('/api/guests', { email, firstName: 'Ada' })).json();
  const headers = { ...as(user.id), authorization: `Bearer ${token}` };
  return {
    id: user.id as string,
    email,
    become: (body: object, key?: string) =>
      post('/api/guests/me/account', body, { ...headers, ...(key && { 'idempotency-key': key }) }),
  };
}
const signIn = (username: string, password = PASSWORD) => post('/api/session', { username, password });

test('a guest becomes a member: the same user, who signs in by address or by the name that was made of it', async () => {
  const { id, email, become } = await guest();
  const made = await become({ password: PASSWORD });
  assert.equal(made.statusCode, 201, made.body);
  const user = made.json();
  assert.deepEqual([user.id, user.guest, user.email], [id, false, email]);
  assert.equal(user.username, email.split('@')[0]);
  assert.match(String(made.headers['set-cookie']), /sagashop_device=/, 'the browser is known from now on');
  for (const typed of [user.username, email, email.toUpperCase()]) {
    const session = await signIn(typed);
    assert.deepEqual([session.statusCode, session.json().user?.id], [201, id], typed);
  }
  assert.deepEqual(codeOf(await become({ password: PASSWORD })), [409, 'already_member']);
});

test('a name of one’s own is taken, and one that somebody has is refused; a made one is another then', async () => {
  const { username } = (await post('/api/users', signUpBody())).json();
  const eve = await guest(`${username}@example.org`);
  assert.deepEqual(codeOf(await eve.become({ password: PASSWORD, username })), [409, 'username_taken']);
  const made = await eve.become({ password: PASSWORD });
  assert.match(made.json().username, new RegExp(`^${username}-\\d{4}$`));
  const bob = await guest();
  const name = `b-${randomUUID().slice(0, 8)}`;
  assert.equal((await bob.become({ password: PASSWORD, username: name })).json().username, name);
});

test('an address that a member has makes no second account, and nothing of the member’s is the guest’s', async () => {
  const email = unique();
  const [one, two] = [await guest(email), await guest(email.toUpperCase())];
  assert.equal((await one.become({ password: PASSWORD })).statusCode, 201);
  const other = 'another and long one';
  assert.deepEqual(codeOf(await two.become({ password: other })), [409, 'email_taken']);
  assert.deepEqual(codeOf(await signIn(email, other)), [401, 'wrong_credentials']);
  assert.equal((await signIn(email)).json().user.id, one.id);
  const me = await app.inject({ url: '/api/users/me', headers: as(two.id) });
  assert.deepEqual([me.json().guest, me.json().username], [true, null]);
});

test('of two at once with one address one becomes a member; of two of one guest too', async () => {
  const email = unique();
  const [one, two] = [await guest(email), await guest(email)];
  const codes = async (answers: Promise<Answer>[]) =>
    (await Promise.all(answers)).map((answer) => answer.json().code ?? answer.statusCode).sort();
  const wish = { password: PASSWORD };
  assert.deepEqual(await codes([one.become(wish), two.become(wish)]), [201, 'email_taken']);
  const three = await guest();
  assert.deepEqual(await codes([three.become(wish), three.become(wish)]), [201, 'already_member']);
});

test('sent again with its key it is answered as before, to whoever sends the same', async () => {
  const { id, become } = await guest();
  const key = randomUUID();
  const answers = await Promise.all([1, 2, 3].map(() => become({ password: PASSWORD }, key)));
  for (const answer of answers)
    assert.deepEqual([answer.statusCode, answer.body], [201, answers[0]!.body], answer.body);
  assert.equal(answers.filter(({ headers }) => headers['idempotency-replayed']).length, 2);
  const other = await become({ password: 'another and long one' }, key);
  assert.deepEqual(codeOf(other), [422, 'idempotency_key_reused']);
  const name = await become({ password: PASSWORD, username: 'somebody-else' }, key);
  assert.deepEqual(codeOf(name), [422, 'idempotency_key_reused']);
  const [row] = await sql`select count(*)::int from credentials where user_id = ${id}`;
  assert.equal(row!['count'], 1);
});

test('what does not do is refused by its name, and leaves a guest', async () => {
  const { id, email, become } = await guest();
  for (const password of ['short', 'password', email, email.split('@')[0]!])
    assert.deepEqual(codeOf(await become({ password })), [422, 'weak_password'], password);
  for (const body of [
    {},
    { password: 7 },
    { password: PASSWORD, username: 'a b' },
    { password: PASSWORD, roles: [] },
  ])
    assert.deepEqual(codeOf(await become(body)), [422, 'validation_failed'], JSON.stringify(body));
  const nobody = await post('/api/guests/me/account', { password: PASSWORD });
  assert.deepEqual(codeOf(nobody), [401, 'not_signed_in']);
  const me = await app.inject({ url: '/api/users/me', headers: as(id) });
  assert.equal(me.json().guest, true);
});

test('guesses by name and by address count alike, and what nobody has counts as what somebody has', async () => {
  const body = signUpBody({ email: unique('sign.in') });
  await post('/api/users', body);
  const { username, email } = body as { username: string; email: string };
  const tried = async (names: string[]) => {
    const codes = [];
    for (let nth = 0; nth < 12; nth += 1)
      codes.push((await signIn(names[nth % names.length]!, `a wrong one ${nth}`)).json().code);
    return codes.join();
  };
  const nobody = unique('nobody');
  assert.equal(await tried([email, email.toUpperCase()]), await tried([nobody, nobody.toUpperCase()]));
  assert.equal((await signIn(username)).statusCode, 429, 'the account waits, however it is called');
});
