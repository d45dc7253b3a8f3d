import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import type { Service } from '@sagashop/chassis/service/service';
import { rawConnection, testContext } from '@sagashop/chassis/testing';
import { Pool } from 'undici';
import { createGateway } from '../src/app.ts';

const seen: string[] = [];
const server = createServer((request, response) => {
  seen.push(`${request.method} ${request.url}`);
  response.end('<p>a page</p>');
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const web = new Pool(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
const service: Service = {
  name: 'small',
  routes: (app) => {
    app.get('/api/things', async () => []);
    app.post('/api/things', async () => ({ made: true }));
    app.delete('/api/things/:id', async () => ({ gone: true }));
  },
  calls: {},
  ready: async () => {},
  start: async () => {},
  stop: async () => {},
};
const gateways = [web, undefined].map((pages) =>
  createGateway({ services: [service], ...testContext({}), ...(pages && { web: pages }) }),
);
await Promise.all(gateways.map((app) => app.listen({ host: '127.0.0.1', port: 0 })));
after(async () => {
  await Promise.all(gateways.map((app) => app.close()));
  await web.destroy();
  server.close();
});

/** The status of a request as it stands on the line, its `Allow`, and the code of a refusal. */
async function ask(line: string, app = gateways[0]!): Promise<string> {
  const connection = await rawConnection(app.server);
  await connection.send(`${line} HTTP/1.1\r\nhost: shop\r\nconnection: close\r\n\r\n`);
  const text = await connection.ended();
  const status = /^HTTP\/1\.1 (\d+)/.exec(text)?.[1];
  const found = [status, /\r\nallow: ([^\r]+)/i.exec(text)?.[1], /"code":"(\w+)"/.exec(text)?.[1]];
  return found.filter(Boolean).join(' ');
}

test('another method on a path that there is is 405 and says which there are', async () => {
  for (const app of gateways) {
    for (const method of ['PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND']) {
      assert.equal(await ask(`${method} /api/things`, app), '405 GET, HEAD, POST method_not_allowed', method);
      assert.equal(await ask(`${method} /api/things/?x=1`, app), '405 GET, HEAD, POST method_not_allowed');
    }
    for (const method of ['GET', 'POST', 'PUT']) {
      assert.equal(await ask(`${method} /api/things/1`, app), '405 DELETE method_not_allowed');
      assert.equal(await ask(`${method} /api/nothing`, app), '404 not_found');
    }
    assert.equal(await ask('OPTIONS /api/things', app), '204 GET, HEAD, POST');
    assert.equal(await ask('OPTIONS *', app), '204');
    assert.equal(await ask('OPTIONS /api/nothing', app), '404 not_found');
  }
});

test('pages are read, and take forms; nothing else reaches them', async () => {
  const before = seen.length;
  for (const method of ['TRACE', 'PUT', 'DELETE', 'PROPFIND', 'PATCH']) {
    assert.equal(await ask(`${method} /cart`), '405 GET, HEAD, POST method_not_allowed', method);
  }
  assert.equal(seen.length, before);
  assert.equal(await ask('GET /cart'), '200');
  assert.equal(await ask('POST /cart'), '200');
  assert.equal(await ask('GET http://shop.example/cart?x=1'), '200');
});

test('who watches the process may read, at exactly its paths', async () => {
  for (const app of gateways) {
    for (const path of ['/metrics', '/health/live', '/health/ready']) {
      for (const method of ['GET', 'HEAD'])
        assert.equal((await ask(`${method} ${path}?x`, app)).slice(0, 3), '200');
      for (const method of ['POST', 'PUT', 'DELETE', 'TRACE']) {
        assert.equal(
          await ask(`${method} ${path}`, app),
          '405 GET, HEAD method_not_allowed',
          `${method} ${path}`,
        );
      }
    }
    const encoded = [
      '/%6detrics',
      '/metric%73',
      '/health%2Flive',
      '/health/liv%65',
      '/metrics/',
      '//metrics',
    ];
    for (const path of [...encoded, '/%61pi/things', '/api/thing%73', 'http://shop/metrics']) {
      assert.ok(!(await ask(`GET ${path}`, app)).startsWith('200') || seen.at(-1) === `GET ${path}`, path);
      assert.notEqual(seen.at(-1), 'GET /metrics');
    }
    assert.equal(await ask('GET /api/things?q=%6d', app), '200');
    assert.equal(await ask('DELETE /api/things/%31', app), '200');
  }
});
