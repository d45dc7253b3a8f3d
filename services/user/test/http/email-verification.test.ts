import assert from 'node:assert/strict';
import { test } from 'node:test';
import { as } from '@sagashop/chassis/testing';
import { linkWorld } from '../link-world.ts';
import { PASSWORD } from '../opened.ts';

const world = await linkWorld();
const { post, app } = world;
const say = (token: string) => post(`/api/email-verifications/${token}`, {});
const me = async (headers: Record<string, string>) =>
  (await app.inject({ url: '/api/users/me', headers })).json();

test('whoever signs up is asked whether the address is theirs, in their language, and says so once', async () => {
  const { own, email, id } = await world.member({ language: 'ru' });
  const [link] = await world.links('verify_address', email);
  assert.equal((await me(own)).emailVerified, false);
  assert.equal(world.wanted.at(-1)!.language, 'ru');
  const codes = await Promise.all([say(link!), say(link!), say(link!)]);
  assert.deepEqual(codes.map(({ statusCode }) => statusCode).sort(), [204, 410, 410]);
  assert.equal((await me(own)).emailVerified, true);
  const [row] = await world.sql`select email_verified_at from users where id = ${id}`;
  assert.ok(row!['emailVerifiedAt'] ?? row!['email_verified_at']);
});

test('another address is nobody’s until it is asked for again, and the link to the old one is good for nothing', async () => {
  const { own, email } = await world.member();
  const [old] = await world.links('verify_address', email);
  const payload = { email: `new-${email}`, currentPassword: PASSWORD };
  const changed = await app.inject({ method: 'PATCH', url: '/api/users/me', payload, headers: own });
  assert.equal(changed.json().emailVerified, false);
  assert.equal((await say(old!)).statusCode, 410);
  const [fresh] = await world.links('verify_address', `new-${email}`);
  assert.equal((await say(fresh!)).statusCode, 204);
  assert.equal((await me(own)).emailVerified, true);
  const back = { email, currentPassword: PASSWORD };
  await app.inject({ method: 'PATCH', url: '/api/users/me', payload: back, headers: own });
  assert.equal((await me(own)).emailVerified, false);
  // The release before changes it without a word of that.
  await world.sql`update users set email_verified_at = now() where email = ${email}`;
  await world.sql`update users set email = ${`b-${email}`} where email = ${email}`;
  assert.equal((await me(own)).emailVerified, false);
});

test('the mail is sent again to whoever asks, a guest too; the link before is good for nothing, and nobody else is asked', async () => {
  const { own, email } = await world.member();
  const [first] = await world.links('verify_address', email);
  const again = () => post('/api/users/me/email-verification', {}, own);
  assert.equal((await again()).statusCode, 202);
  const links = await world.links('verify_address', email);
  assert.equal(links.length, 1);
  assert.equal((await say(first!)).statusCode, 410);
  assert.equal((await say(links[0]!)).statusCode, 204);
  assert.equal((await again()).statusCode, 202);
  assert.deepEqual(await world.links('verify_address', email), [], 'it is known by now');
  assert.equal((await post('/api/users/me/email-verification', {})).statusCode, 401);
  const guest = (await post('/api/guests', { email, firstName: 'Gus' })).json();
  assert.equal(guest.user.emailVerified, false);
  const asGuest = as(guest.user.id);
  assert.equal((await post('/api/users/me/email-verification', {}, asGuest)).statusCode, 202);
  const [theirs] = await world.links('verify_address', email);
  assert.equal((await say(theirs!)).statusCode, 204);
  assert.equal((await me(asGuest)).emailVerified, true);
});

test('whoever types others’ addresses has none of them written to again and again, and not many', async () => {
  const patch = (email: string, headers: Record<string, string>) =>
    app.inject({ method: 'PATCH', url: '/api/users/me', payload: { email }, headers });
  /** How many mails are told of by now. */
  const told = async () => {
    await world.links('verify_address', 'nobody@example.test');
    return world.wanted.length;
  };
  const mailsFor = async (email: string, headers: Record<string, string>) => {
    const before = await told();
    assert.equal((await patch(email, headers)).statusCode, 200);
    return (await told()) - before;
  };
  const guest = async (email: string) =>
    as((await post('/api/guests', { email, firstName: 'Gus' })).json().user.id);
  const victim = 'victim@example.test';
  let sent = 0;
  for (let at = 0; at < 4; at += 1) {
    const headers = await guest(`g${at}@example.test`);
    for (let again = 0; again < 2; again += 1) {
      sent += await mailsFor(victim, headers);
      assert.equal((await patch(`g${at}-${again}@example.test`, headers)).statusCode, 200);
    }
  }
  assert.ok(sent <= 5, `${sent} mails to one address`);
  const headers = await guest('many@example.test');
  let many = 0;
  for (let at = 0; at < 13; at += 1) many += await mailsFor(`many-${at}@example.test`, headers);
  assert.ok(many >= 5 && many <= 10, `${many} mails by one user`);
});
