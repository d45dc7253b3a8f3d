import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { after, test } from 'node:test';
import pino from 'pino';
import { createApp } from '../src/http.ts';
import { createMetrics } from '../src/metrics.ts';

const app = createApp({ log: pino({ level: 'silent' }), metrics: createMetrics() });
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
