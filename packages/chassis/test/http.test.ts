import assert from 'node:assert/strict';
import { test } from 'node:test';
import pino from 'pino';
import { Type } from 'typebox';
import { refuse } from '../src/errors.ts';
import { createApp } from '../src/http/create-app.ts';
import { IdParams } from '../src/http/shapes.ts';
import { createMetrics } from '../src/observe/metrics.ts';

const metrics = createMetrics();
const app = createApp({ log: pino({ level: 'silent' }), metrics });
const body = Type.Object(
  { quantity: Type.Integer({ minimum: 1, maximum: 10_000 }), name: Type.Optional(Type.String()) },
  { additionalProperties: false },
);
app.post('/things', { schema: { body } }, async (request) => request.body);
app.post('/nothing', async () => ({ done: true }));
app.get('/things/:id', { schema: { params: IdParams } }, async (request) => request.params);
app.get('/names/:name', async (request) => request.params);
app.get('/broken', async () => {
  throw new Error('a mistake with a secret in it');
});
app.get('/refused', async () => {
  throw refuse.forbidden({ why: 'because' });
});
app.get('/away', async () => {
  throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
});

async function post(payload: string, type = 'application/json') {
  const response = await app.inject({
    method: 'POST',
    url: '/things',
    payload,
    headers: { 'content-type': type },
  });
  return {
    status: response.statusCode,
    ...(response.json() as { code?: string; errors?: { path: string }[] }),
  };
}

test('a body is refused with the code that says what is wrong with it', async () => {
  const cases: [string, number, string, string?][] = [
    ['{"quantity": 1', 400, 'malformed_body'],
    ['', 400, 'malformed_body'],
    ['null', 422, 'validation_failed', ''],
    ['42', 422, 'validation_failed', ''],
    ['{}', 422, 'validation_failed', 'quantity'],
    ['{"quantity": "1"}', 422, 'validation_failed', 'quantity'],
    ['{"quantity": 1.5}', 422, 'validation_failed', 'quantity'],
    ['{"quantity": null}', 422, 'validation_failed', 'quantity'],
    ['{"quantity": 1000000000000}', 422, 'validation_failed', 'quantity'],
    ['{"quantity": 1, "more": 2}', 422, 'validation_failed', 'more'],
    ['{"quantity": 1, "name": "a\\u0000b"}', 422, 'validation_failed', 'name'],
    ['{"quantity": 1, "__proto__": {"x": 1}}', 400, 'malformed_body'],
    [`{"name": "${'x'.repeat(2_000_000)}"}`, 413, 'body_too_large'],
  ];
  for (const [payload, status, code, path] of cases) {
    const answer = await post(payload);
    assert.deepEqual([answer.status, answer.code], [status, code], payload.slice(0, 50));
    if (path !== undefined) assert.equal(answer.errors?.[0]?.path, path, payload);
  }
  assert.equal(
    (await post('quantity=1', 'application/x-www-form-urlencoded')).code,
    'unsupported_media_type',
  );
  assert.equal((await post('{"quantity": 1, "name": "a\\\\u0000b"}')).status, 200);
});

test('a route that wants no body takes an empty one', async () => {
  const headers = { 'content-type': 'application/json' };
  assert.equal((await app.inject({ method: 'POST', url: '/nothing', headers })).statusCode, 200);
  assert.equal((await app.inject({ method: 'POST', url: '/nothing' })).statusCode, 200);
});

test('what does not exist, and an id that is none, are both 404 problems', async () => {
  for (const url of ['/none', '/things/42', '/things/%00', '/%']) {
    const response = await app.inject({ url });
    assert.equal(response.statusCode, 404, url);
    assert.equal(response.json().code, 'not_found');
    assert.equal(response.headers['content-type'], 'application/problem+json');
  }
});

test('an id in a path comes as the database tells it, however it was written; other words of a path stay as they are', async () => {
  const id = '0190f7a0-0000-7000-8000-00000000abcd';
  const response = await app.inject({ url: `/things/${id.toUpperCase()}` });
  assert.deepEqual(response.json(), { id });
  assert.deepEqual((await app.inject({ url: '/names/Id-A' })).json(), { name: 'Id-A' });
});

test('a refusal keeps its fields; a mistake of ours tells nothing of itself', async () => {
  assert.deepEqual((await app.inject({ url: '/refused' })).json(), {
    type: 'urn:sagashop:problem:forbidden',
    title: 'Your account may not do this.',
    status: 403,
    code: 'forbidden',
    why: 'because',
  });
  const broken = await app.inject({ url: '/broken' });
  assert.equal(broken.statusCode, 500);
  assert.ok(!broken.body.includes('secret'));
  assert.equal(broken.json().request, broken.headers['x-request-id']);
});

test('a database that is away is 503 with a time to come again', async () => {
  const response = await app.inject({ url: '/away' });
  assert.equal(response.statusCode, 503);
  assert.equal(response.json().code, 'unavailable');
  assert.equal(response.headers['retry-after'], '1');
});

test('requests are counted by route, never by path', async () => {
  await app.inject({ url: '/things/0190f7a0-0000-7000-8000-000000000001' });
  const text = await metrics.registry.metrics();
  assert.match(text, /route="\/things\/:id"/);
  assert.ok(!text.includes('0190f7a0'));
});
