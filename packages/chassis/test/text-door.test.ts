import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import pino from 'pino';
import { Type } from 'typebox';
import { createApp } from '../src/http/create-app.ts';
import { createMetrics } from '../src/observe/metrics.ts';
import { parseQueryString } from '../src/text/query-string.ts';

const app = createApp({ log: pino({ level: 'silent' }), metrics: createMetrics() });
const body = Type.Object({
  name: Type.Optional(Type.String({ format: 'line', pattern: '^[a-zй]{3,9}$' })),
  street: Type.Optional(Type.Union([Type.String({ format: 'said' }), Type.Null()])),
  email: Type.Optional(Type.String({ format: 'email' })),
  phone: Type.Optional(Type.String({ format: 'phone' })),
  password: Type.Optional(Type.String({ format: 'password' })),
  lines: Type.Optional(Type.Array(Type.Object({ note: Type.String() }))),
});
app.post('/texts', { schema: { body } }, async (request) => request.body);
const querystring = Type.Object({
  q: Type.Optional(Type.String()),
  many: Type.Optional(Type.Array(Type.String())),
});
app.get('/texts', { schema: { querystring } }, async (request) => request.query);

async function send(payload: string | Buffer, type = 'application/json') {
  const answer = await app.inject({
    method: 'POST',
    url: '/texts',
    payload,
    headers: { 'content-type': type },
  });
  return { status: answer.statusCode, ...answer.json() };
}
const wrongPath = (answer: { status: number; code?: string; errors?: { path: string }[] }) => [
  answer.status,
  answer.code,
  answer.errors?.[0]?.path,
];

test('each text of a body is kept as its format has it, before anything is checked', async () => {
  const { status, ...kept } = await send(
    JSON.stringify({
      name: ' и\u0306ab\u00ad',
      street: 'Rue Rene\u0301 5\u0007',
      email: ' X@bu\u0308cher.de\u200b',
      phone: '\u202a030\u00a012\u201034\u202c',
      password: 'pa\u00adsse\u0301',
      lines: [{ note: 'e\u0301' }],
    }),
  );
  assert.equal(status, 200);
  assert.deepEqual(kept, {
    name: 'йab',
    street: 'Rue René 5',
    email: 'X@bücher.de',
    phone: '030 12-34',
    password: 'pa\u00adsse\u0301',
    lines: [{ note: 'é' }],
  });
});

test('half a surrogate is refused wherever it stands, with its place', async () => {
  for (const [payload, path] of [
    ['{"password": "\\ud800"}', 'password'],
    ['{"lines": [{"note": "a"}, {"note": "\\udc00\\ud800"}]}', 'lines.1.note'],
    ['{"other": "x\\ud83d"}', 'other'],
    ['{"\\ud800": 1}', ''],
  ] as const)
    assert.deepEqual(wrongPath(await send(payload)), [422, 'validation_failed', path], payload);
  const whole = await send('{"street": "\\ud83d\\ude00"}');
  assert.equal(whole.street, '😀');
});

test('a text that shows nothing does not say where to go', async () => {
  for (const blank of ['\u00a0', '\u2800', '\u3164', ' \u200b\u202e', '\u0301', '\u0007'])
    assert.deepEqual(wrongPath(await send(JSON.stringify({ street: blank }))), [
      422,
      'validation_failed',
      'street',
    ]);
  assert.equal((await send('{"street": null}')).status, 200);
});

test('bytes that are no UTF-8 are a malformed body, and another charset is unsupported', async () => {
  const text = '{"street": "Мир"}';
  for (const bytes of [
    Buffer.concat([Buffer.from('{"street": "'), Buffer.from([0xcc, 0xe8, 0xf0]), Buffer.from('"}')]),
    Buffer.concat([Buffer.from('{"street": "'), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from('"}')]),
    Buffer.from(text, 'utf16le'),
    Buffer.from(text).subarray(0, 14),
  ])
    assert.deepEqual(
      wrongPath(await send(bytes)).slice(0, 2),
      [400, 'malformed_body'],
      bytes.toString('hex'),
    );
  for (const charset of ['windows-1251', 'utf-16', '"UTF-16LE"', 'koi8-r', ''])
    assert.deepEqual(wrongPath(await send(text, `application/json; charset=${charset}`)).slice(0, 2), [
      415,
      'unsupported_media_type',
    ]);
  for (const type of [
    'application/json; charset=UTF-8',
    'application/json;charset="utf-8"',
    'application/json; a=b',
  ])
    assert.equal((await send(text, type)).street, 'Мир', type);
  assert.equal(
    (await send(Buffer.from(`\ufeff${text}`))).street,
    'Мир',
    'a byte order mark is no part of the text',
  );
});

test('a body that is nested without end is refused, and costs no stack', async () => {
  const answer = await send(`{"other": ${'['.repeat(200_000)}${']'.repeat(200_000)}}`);
  assert.deepEqual(wrongPath(answer), [422, 'validation_failed', '']);
});

test('a query is read as UTF-8, percent-encoded or bare; what is none is refused with its name', async () => {
  const ask = async (query: string) => (await app.inject({ url: `/texts?${query}` })).json();
  assert.equal((await ask('q=%D1%87%D0%B0%D0%B9+x%20y')).q, 'чай x y');
  assert.equal((await ask(`q=${encodeURIComponent('и\u0306\0\u0007')}`)).q, 'й ');
  assert.equal((await ask('q=100%')).q, '100%');
  assert.deepEqual((await ask('many=a&many=b&&q')).many, ['a', 'b']);
  for (const broken of ['%ff', '%ed%a0%80', '%d1', 'a%c0%80'])
    assert.deepEqual(
      wrongPath({ status: 422, ...(await ask(`q=${broken}`)) }),
      [422, 'validation_failed', 'q'],
      broken,
    );
  assert.equal(parseQueryString(Buffer.from('q=чай').toString('latin1'))['q'], 'чай');
});

test('whatever is encoded into a query is read out of it', () => {
  const text = fc.string({ unit: 'grapheme' });
  fc.assert(
    fc.property(fc.dictionary(text.filter(Boolean), text), (values) => {
      const query = new URLSearchParams(values).toString();
      assert.deepEqual({ ...parseQueryString(query) }, { ...values });
    }),
  );
});
