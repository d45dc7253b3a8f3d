import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { after, test } from 'node:test';
import pino from 'pino';
import { createApp } from '../src/http/create-app.ts';
import { createMetrics } from '../src/observe/metrics.ts';

const app = createApp({
  log: pino({ level: 'silent' }),
  metrics: createMetrics(),
  abandonedCookies: /\bsagashop_cart_of_[0-9a-f-]{36}(?==)/g,
});
app.get('/', async () => ({ fine: true }));
await app.listen({ host: '127.0.0.1', port: 0 });
after(() => app.close());

/** What comes back for these bytes until the connection ends. */
async function answerTo(bytes: string) {
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
  let text = '';
  socket.setEncoding('utf8').on('data', (part: string) => void (text += part));
  socket.write(bytes);
  await once(socket, 'end');
  const [head = '', body = ''] = text.split('\r\n\r\n');
  return { head, body: JSON.parse(body) as { status: number; code: string; type: string } };
}

test('headers that are too long are refused with a problem, as everything else', async () => {
  const { head, body } = await answerTo(`GET / HTTP/1.1\r\nhost: shop\r\nx-long: ${'x'.repeat(81_000)}\r\n`);
  assert.match(head, /^HTTP\/1\.1 431 Request Header Fields Too Large\r\n/);
  assert.match(head, /\r\nContent-Type: application\/problem\+json\r\n/);
  assert.deepEqual([body.status, body.code], [431, 'headers_too_large']);
  assert.equal(body.type, 'urn:sagashop:problem:headers_too_large');
});

test('what is no HTTP is refused with a problem', async () => {
  const { head, body } = await answerTo('EHLO shop\r\n\r\n');
  assert.match(head, /^HTTP\/1\.1 400 /);
  assert.equal(body.code, 'malformed_request');
});

test('long headers below the limit are read', async () => {
  const { head, body } = await answerTo(
    `GET / HTTP/1.1\r\nhost: shop\r\nconnection: close\r\nx-long: ${'x'.repeat(79_000)}\r\n\r\n`,
  );
  assert.match(head, /^HTTP\/1\.1 200 /);
  assert.deepEqual(body, { fine: true });
});

test('a browser that older pages gave too many carts to keep is freed of them, some with each answer', async () => {
  const kept = new Set(Array.from({ length: 60 }, () => `sagashop_cart_of_${randomUUID()}`));
  const cart = 'x'.repeat(2_300);
  let status = 431;
  let turns = 0;
  for (; status === 431 && turns < 10; turns += 1) {
    const cookies = [
      'sagashop_session=mine',
      ...Array.from(kept, (name) => `${name}=${cart}`),
      'sagashop_cart=mine',
    ];
    const request = `GET / HTTP/1.1\r\nhost: shop\r\nconnection: close\r\ncookie: ${cookies.join('; ')}\r\n\r\n`;
    const { head } = await answerTo(request);
    status = Number(head.slice(9, 12));
    const gone = Array.from(
      head.matchAll(/\r\nSet-Cookie: (\S+)=; Path=\/; Max-Age=0/g),
      ([, name]) => name!,
    );
    if (status === 431) assert.ok(gone.length > 0 && /\r\nRefresh: 1\r\n/.test(head), head);
    for (const name of gone) assert.ok(kept.delete(name), name);
  }
  assert.equal(status, 200, `after ${turns} turns with ${kept.size} left`);
  assert.ok(kept.size > 0, 'no more than needed');
});

test('headers that are too long for another reason take nothing away', async () => {
  const { head } = await answerTo(
    `GET /?sagashop_cart_of_=1 HTTP/1.1\r\nhost: shop\r\ncookie: sagashop_session=mine\r\nx-long: ${'x'.repeat(81_000)}\r\n`,
  );
  assert.match(head, /^HTTP\/1\.1 431 /);
  assert.doesNotMatch(head, /Set-Cookie|Refresh/);
});
