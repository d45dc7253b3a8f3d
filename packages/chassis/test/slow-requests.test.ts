import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import pino from 'pino';
import { createApp } from '../src/http/create-app.ts';
import { MOST_SLOW } from '../src/http/slow-requests.ts';
import { createMetrics } from '../src/observe/metrics.ts';
import { type RawConnection, rawConnection } from '../src/testing.ts';

async function openApp(trustProxy?: string) {
  const app = createApp({
    log: pino({ level: 'silent' }),
    metrics: createMetrics(),
    trustProxy: trustProxy ?? false,
  });
  app.get('/', async () => ({ fine: true }));
  app.post('/things', async () => ({ done: true }));
  await app.listen({ host: '127.0.0.1', port: 0 });
  after(() => app.close());
  return app;
}
const app = await openApp();

const HEADERS =
  'POST /things HTTP/1.1\r\nhost: shop\r\ncontent-type: application/json\r\ncontent-length: 100\r\n';

test('headers and bodies have their time', () => {
  assert.deepEqual([app.server.headersTimeout, app.server.requestTimeout], [10_000, 30_000]);
});

test('headers that do not end, a body that does not: 408 and the end; silence: the end', async () => {
  const quick = await openApp();
  Object.assign(quick.server, { headersTimeout: 500, requestTimeout: 1000 });
  const [slowHeaders, slowBody, silent, second] = await Promise.all(
    Array.from({ length: 4 }, () => rawConnection(quick.server)),
  );
  await slowHeaders!.send('POST /things HTTP/1.1\r\nhost: sh');
  await slowBody!.send(`${HEADERS}\r\n{"a`);
  await second!.send('GET / HTTP/1.1\r\nhost: shop\r\n\r\n');
  await second!.hears(/fine/);
  await second!.send('GET / HTTP/1.1\r\nho');
  const slow = [
    await slowHeaders!.ended(),
    await slowBody!.ended(),
    (await second!.ended()).split('true}')[1]!,
  ];
  for (const text of slow) assert.match(text, /^HTTP\/1\.1 408 [\s\S]*"code":"request_timeout"/);
  assert.equal(await silent!.ended(), '');
});

test('one address has so many requests on their way and no more: the oldest are closed', async () => {
  const more = 20;
  const slow: RawConnection[] = [];
  const begin = async (bytes: string) => {
    const connection = await rawConnection(app.server);
    await connection.send(bytes);
    slow.push(connection);
  };
  for (let at = 0; at < more; at += 1) await begin(`${HEADERS}\r\n{`);
  await new Promise((resolve) => setTimeout(resolve, 1500)); // these are the oldest, seen as such
  for (let at = 0; at < MOST_SLOW; at += 1) await begin(at % 2 ? HEADERS : `${HEADERS}\r\n{`);
  const closed = await Promise.all(slow.slice(0, more).map((connection) => connection.ended()));
  for (const text of closed) assert.match(text, /^HTTP\/1\.1 408 /);
  assert.equal(slow.slice(more).filter(({ socket }) => socket.readyState === 'open').length, MOST_SLOW);
  const other = await rawConnection(app.server);
  await other.send('GET / HTTP/1.1\r\nhost: shop\r\nconnection: close\r\n\r\n');
  assert.match(await other.ended(), /^HTTP\/1\.1 200 /);
  for (const { socket } of slow) socket.destroy();
});

test('connections that wait quietly after an answer do not count, nor do those of a proxy that is trusted', async () => {
  const trusting = await openApp('127.0.0.1');
  const opened: RawConnection[] = [];
  for (let at = 0; at < MOST_SLOW + 10; at += 1) {
    const [quiet, behind] = await Promise.all([rawConnection(app.server), rawConnection(trusting.server)]);
    await Promise.all([quiet.send('GET / HTTP/1.1\r\nhost: shop\r\n\r\n'), behind.send(HEADERS)]);
    opened.push(quiet, behind);
  }
  await new Promise((resolve) => setTimeout(resolve, 3500)); // three looks
  assert.ok(opened.every(({ socket }) => socket.readyState === 'open'));
  for (const { socket } of opened) socket.destroy();
});
