import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sessionToken, tokenHash } from '../src/http/session-token.ts';

const TOKEN = `${'Abc-_'.repeat(8)}xyz`;
const OTHER = 'o'.repeat(43);

test('a token travels as a bearer token or in the cookie; the header counts for more', () => {
  const cookie = `a=b; sagashop_session=${OTHER} ; c=d`;
  assert.equal(sessionToken({ headers: { cookie } }), OTHER);
  assert.equal(sessionToken({ headers: { cookie: `${cookie}; __Host-sagashop_session=${TOKEN}` } }), TOKEN);
  assert.equal(sessionToken({ headers: { authorization: `bearer ${TOKEN}` } }), TOKEN);
  assert.equal(sessionToken({ headers: { authorization: `Bearer ${TOKEN}`, cookie } }), TOKEN);
});

test('what no session can have is no token', () => {
  const nobody = [
    {},
    { cookie: '' },
    { cookie: 'sagashop_session' },
    { cookie: 'sagashop_session=' },
    { cookie: `not_sagashop_session=${TOKEN}` },
    { cookie: `sagashop_session=${TOKEN}x` },
    { cookie: `sagashop_session="${TOKEN}"` },
    { authorization: 'Basic YTpi' },
    { authorization: `Bearer ${TOKEN} ${TOKEN}` },
    { authorization: 'Bearer ' },
  ];
  for (const headers of nobody) assert.equal(sessionToken({ headers }), null, JSON.stringify(headers));
});

test('of a token its SHA-256 is kept, in hex', () => {
  assert.equal(tokenHash('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});
