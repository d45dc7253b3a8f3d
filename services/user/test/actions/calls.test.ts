import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tokenHash } from '@sagashop/chassis/http/session-token';
import { connect } from '@sagashop/chassis/postgres/connect';
import { sweepSessions } from '../../src/actions/sweep-sessions.ts';
import { createSession, ensureUser, sessions } from '../../src/contract.ts';
import { openTestUser } from '../opened.ts';

const { app, service, url } = await openTestUser();
const ask = (call: { name: string }, question: unknown) =>
  service.calls[call.name]!(question as never) as Promise<Record<string, unknown>>;

test('an administrator is made from inside, once, with any password', async () => {
  const wish = { username: 'admin', password: 'admin', email: 'admin@shop.example', isAdmin: true };
  const { created, ...made } = await ask(ensureUser, wish);
  assert.deepEqual([created, made['isAdmin'], made['language']], [true, true, 'en']);
  const again = await ask(ensureUser, { ...wish, username: 'ADMIN', password: 'other', isAdmin: false });
  assert.deepEqual(again, { ...made, created: false });
  const body = { username: 'admin', password: 'admin' };
  const answer = await app.inject({ method: 'POST', url: '/api/session', body });
  assert.equal(answer.json().user.id, made['id']);
});

test('a session is opened from inside without a password', async () => {
  const user = await ask(ensureUser, { username: 'alice', password: 'x', email: 'alice@shop.example' });
  const { token } = await ask(createSession, { username: 'Alice' });
  const answer = await ask(sessions, { hashes: [tokenHash(token as string)] });
  assert.equal((answer['identities'] as { userId: string }[])[0]!.userId, user['id']);
  await assert.rejects(ask(createSession, { username: 'nobody' }), { code: 'not_found' });
});

test('sweeping deletes the sessions that have expired and leaves the others', async () => {
  await ask(ensureUser, { username: 'carol', password: 'x', email: 'carol@shop.example' });
  const { token } = await ask(createSession, { username: 'carol' });
  const sql = connect(url, { name: 'test', max: 2 });
  await sql`insert into sessions (token_hash, user_id, expires_at)
    select sha256(n::text::bytea), (select id from users where username = 'carol'), now() - n * interval '1 s'
    from generate_series(1, 1200) n`;
  await Promise.all([sweepSessions(sql), sweepSessions(sql)]);
  const [left] = await sql<{ expired: number }[]>`
    select count(*) filter (where expires_at <= now()) as expired from sessions`;
  await sql.end();
  assert.equal(Number(left!.expired), 0);
  const answer = await ask(sessions, { hashes: [tokenHash(token as string)] });
  assert.ok((answer['identities'] as unknown[])[0]);
});
