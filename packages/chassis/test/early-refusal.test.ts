import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import pino from 'pino';
import { Type } from 'typebox';
import { refuse } from '../src/errors.ts';
import { createApp } from '../src/http/create-app.ts';
import { createMetrics } from '../src/observe/metrics.ts';
import { rawConnection } from '../src/testing.ts';

const app = createApp({ log: pino({ level: 'silent' }), metrics: createMetrics() });
app.post('/things', { schema: { body: Type.Object({}) } }, async () => ({ done: true }));
app.get('/things', async () => ({ fine: true }));
const closed = async () => Promise.reject(refuse.not_signed_in());
app.post('/closed', { onRequest: closed, schema: { body: Type.Object({}) } }, async () => ({ done: true }));
await app.listen({ host: '127.0.0.1', port: 0 });
after(() => app.close());

const PIECE = Buffer.alloc(65_536, 'x');

/** Sends this much as the body, in pieces, with time for an answer between them; then asks for something else. */
async function upload(
  path: string,
  bytes: number,
  how: { chunked?: boolean; type?: string; encoding?: string } = {},
) {
  const { chunked = false, type = 'application/json', encoding = 'identity' } = how;
  const connection = await rawConnection(app.server);
  const length = chunked ? 'transfer-encoding: chunked' : `content-length: ${bytes}`;
  const headers = `host: shop\r\ncontent-type: ${type}\r\ncontent-encoding: ${encoding}\r\n${length}`;
  await connection.send(`POST ${path} HTTP/1.1\r\n${headers}\r\n\r\n`);
  for (let sent = 0; sent < bytes; sent += PIECE.length) {
    const piece = PIECE.subarray(0, Math.min(PIECE.length, bytes - sent));
    await connection.send(chunked ? `${piece.length.toString(16)}\r\n${piece}\r\n` : piece);
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (chunked) await connection.send('0\r\n\r\n');
  const refused = await connection.hears(/\r\n\r\n\{.*\}/);
  await connection.send('GET /things HTTP/1.1\r\nhost: shop\r\nconnection: close\r\n\r\n');
  const all = await connection.ended();
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(refused)?.[1]), next: all.slice(refused.length) };
}

test('who sends too much is told so, however much is still on its way, and may go on', async () => {
  const ways = [{}, { chunked: true }];
  for (const how of ways) {
    for (const bytes of [1_000_001, 5_000_000, 20_000_000]) {
      const { status, next } = await upload('/things', bytes, how);
      assert.equal(status, 413, `${bytes} ${JSON.stringify(how)}`);
      assert.match(next, /^HTTP\/1\.1 200 [\s\S]*\{"fine":true\}$/);
    }
  }
});

test('whatever is refused before its body has come is answered in order', async () => {
  const refusals: [string, { type?: string; encoding?: string }, number][] = [
    ['/closed', {}, 401],
    ['/things', { type: 'text/plain' }, 415],
    ['/nowhere', {}, 404],
    ['/things?', { type: 'application/json', encoding: 'gzip' }, 415],
  ];
  for (const [path, how, expected] of refusals) {
    const { status, next } = await upload(path, 900_000, how);
    assert.equal(status, expected, path);
    assert.match(next, /^HTTP\/1\.1 200 [\s\S]*\{"fine":true\}$/, path);
  }
});

test('who never ends to send what was refused is cut', async () => {
  const connection = await rawConnection(app.server);
  await connection.send('POST /closed HTTP/1.1\r\nhost: shop\r\ntransfer-encoding: chunked\r\n\r\n');
  await connection.hears(/not_signed_in/);
  const much = Buffer.concat([Buffer.from('100000\r\n'), Buffer.alloc(1_048_576), Buffer.from('\r\n')]);
  await assert.rejects(async () => {
    for (let sent = 0; sent < 300; sent += 1) {
      await connection.send(much);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
});
