import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { type RawConnection, rawConnection, testContext } from '@sagashop/chassis/testing';
import { Pool } from 'undici';
import { createGateway } from '../src/app.ts';

const bodies: number[] = [];
const server = createServer(async (request, response) => {
  bodies.push((await buffer(request)).length);
  response.writeHead(200, { 'content-type': 'text/html' }).end('<p>a page</p>');
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
// One connection: whoever holds it holds up everybody else.
const web = new Pool(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { connections: 1 });
const app = createGateway({ services: [], ...testContext({}), web });
const url = await app.listen({ host: '127.0.0.1', port: 0 });
after(async () => {
  await app.close();
  await web.destroy();
  server.close();
});

const form = (length: number) =>
  `POST /sign-in HTTP/1.1\r\nhost: shop\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: ${length}\r\n\r\n`;
const page = () => fetch(url, { signal: AbortSignal.timeout(5000) }).then(({ status }) => status);

test('a form that comes slowly holds up nobody: pages get it when all of it is there', async () => {
  const slow: RawConnection[] = [];
  for (let at = 0; at < 20; at += 1) {
    const connection = await rawConnection(app.server);
    await connection.send(`${form(10)}a=1`);
    slow.push(connection);
  }
  const before = bodies.length;
  assert.equal(await page(), 200);
  assert.equal(bodies.length, before + 1);
  await slow[0]!.send('&b=2345');
  assert.match(await slow[0]!.hears(/a page/), /^HTTP\/1\.1 200 /);
  assert.equal(bodies.at(-1), 10);
  for (const { socket } of slow) socket.destroy();
});

test('a form that is too large is refused by a page, in order, and never reaches the pages', async () => {
  const before = bodies.length;
  for (const language of ['en', 'ru']) {
    const connection = await rawConnection(app.server);
    await connection.send(form(3_000_000).replace('host:', `accept-language: ${language}\r\nhost:`));
    for (let sent = 0; sent < 3_000_000; sent += 60_000) await connection.send('x'.repeat(60_000));
    const text = await connection.hears(/<\/html>/);
    assert.match(text, /^HTTP\/1\.1 413 [\s\S]*content-type: text\/html/);
    const heading = { en: 'That was too much at once', ru: 'Слишком много данных' }[language]!;
    assert.ok(Buffer.from(text, 'latin1').toString().includes(`<h1>${heading}</h1>`), text);
    await connection.send('GET / HTTP/1.1\r\nhost: shop\r\nconnection: close\r\n\r\n');
    assert.match(await connection.ended(), /a page/);
  }
  assert.deepEqual(bodies.slice(before), [0, 0]);
});

test('a visitor who is refused many times costs no other visitor a page', async () => {
  const large = 'x'.repeat(1_100_000);
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const statuses = await Promise.all(
    Array.from({ length: 20 }, async (_, at) =>
      at % 2
        ? page()
        : fetch(`${url}/sign-in`, { method: 'POST', headers, body: large }).then((a) => a.status),
    ),
  );
  assert.deepEqual(
    statuses,
    statuses.map((_, at) => (at % 2 ? 200 : 413)),
  );
});

test('an encoded form, and an address that no page has, are refused before they reach the pages', async () => {
  const before = bodies.length;
  const send = (path: string, options: RequestInit = {}) => fetch(url + path, options);
  const packed = await send('/sign-in', {
    method: 'POST',
    body: 'x',
    headers: { 'content-encoding': 'gzip' },
  });
  assert.deepEqual([packed.status, packed.headers.get('accept-encoding')], [415, 'identity']);
  for (const path of [`/account?${'x'.repeat(20_000)}`, `/${'a'.repeat(3000)}`, `/${'/'.repeat(60_000)}x`]) {
    const answer = await send(path);
    assert.equal(answer.status, 414, path.slice(0, 20));
    assert.match(await answer.text(), /This address is too long/);
  }
  assert.equal(bodies.length, before);
});
