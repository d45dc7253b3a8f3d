import assert from 'node:assert/strict';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { after, test } from 'node:test';
import type { Identity } from '@sagashop/chassis/http/identity';
import type { Peers } from '@sagashop/chassis/service/calls';
import { openOrigins } from '@sagashop/chassis/service/origins';
import type { Service } from '@sagashop/chassis/service/service';
import { serviceApp } from '@sagashop/chassis/service/service-app';
import { ephemeralKeys } from '@sagashop/chassis/service/service-keys';
import { testContext } from '@sagashop/chassis/testing';
import { createGateway } from '../src/app.ts';

const keys = ephemeralKeys('gateway');
const token = 'a'.repeat(43);
const headers = { authorization: `Bearer ${token}` };
const who: Identity = {
  userId: '019a0000-0000-7000-8000-000000000004',
  username: 'alice',
  isAdmin: false,
  language: 'en',
  email: 'alice@example.test',
  name: 'Alice',
};
/** Whom the session belongs to at the moment. */
const session: { identity: Identity | null; away?: boolean; looks: number } = { identity: who, looks: 0 };
const ask = async (_call: unknown, { hashes }: { hashes: string[] }) => {
  session.looks += 1;
  if (session.away) throw new Error('user is away');
  return { identities: hashes.map(() => session.identity) };
};
const context = testContext({}, { ask: ask as unknown as Peers['ask'] });

/** A service whose answers go on for as long as the test wants. */
const streams: PassThrough[] = [];
const order: Service = {
  name: 'order',
  routes: (app) => {
    app.get('/api/orders/:id/events', { config: { streaming: true } }, async (_request, reply) => {
      const stream = new PassThrough();
      streams.push(stream);
      return reply.type('text/event-stream').send(stream);
    });
    app.get('/api/orders/:id', async () => ({ id: 'x' }));
  },
  calls: {},
  ready: async () => {},
  start: async () => {},
  stop: async () => {},
};
const service = serviceApp({ ...context, services: [order], keys });
const origins = openOrigins({ order: await service.listen({ host: '127.0.0.1', port: 0 }) });
const gateways = {
  'in one process': createGateway({ services: [order], ...context, guardEvery: 10 }),
  'of another process': createGateway({ services: [], ...context, origins, keys, guardEvery: 10 }),
};
after(async () => {
  for (const stream of streams) stream.destroy();
  await origins.close();
  const closed = [...Object.values(gateways), service].map((app) => {
    app.server.closeAllConnections();
    return app.close();
  });
  await Promise.all(closed);
});

/** Opens a stream; answers both of its ends, and a reader of what comes at the client's. */
async function open(url: string) {
  const abort = new AbortController();
  const asked = fetch(`${url}/api/orders/x/events`, { headers, signal: abort.signal });
  const count = streams.length;
  while (streams.length === count) await new Promise(setImmediate);
  const source = streams.at(-1)!;
  source.write('first');
  const response = await asked;
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  return { response, source, reader, abort };
}

for (const [where, gateway] of Object.entries(gateways)) {
  const url = await gateway.listen({ host: '127.0.0.1', port: 0 });

  test(`an answer that lasts, ${where}, is handed on part by part, and its end too`, async () => {
    const { response, source, reader } = await open(url);
    assert.equal(response.headers.get('content-type'), 'text/event-stream');
    for (const part of ['first', 'second', 'third']) {
      if (part !== 'first') source.write(part);
      assert.equal((await reader.read()).value, part);
    }
    source.end();
    assert.ok((await reader.read()).done);
  });

  test(`a client that goes away ends an answer that lasts, ${where}`, async () => {
    const { source, abort } = await open(url);
    const closed = once(source, 'close');
    abort.abort();
    await closed;
  });

  test(`an answer that lasts, ${where}, is cut when its session has ended, not when user is away`, async () => {
    const { source, reader } = await open(url);
    await reader.read();
    session.away = true;
    for (const looks = session.looks; session.looks < looks + 2; ) await new Promise(setImmediate);
    session.away = false;
    source.write('still there');
    assert.equal((await reader.read()).value, 'still there');
    session.identity = null;
    await assert.rejects(reader.read());
    session.identity = who;
    if (!source.closed) await once(source, 'close');
  });
}

test('answers that last take no connection from others', () => {
  assert.notEqual(origins.of('order', true), origins.of('order'));
});
