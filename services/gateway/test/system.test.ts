import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, test } from 'node:test';
import type { App } from '@sagashop/chassis/http/app';
import { createApp } from '@sagashop/chassis/http/create-app';
import { testContext } from '@sagashop/chassis/testing';
import type { Reading } from '@sagashop/figures/reading';
import { readingIn, remoteInstances } from '../src/actions/remote-instances.ts';
import { systemWatch } from '../src/actions/system-watch.ts';
import { systemRoutes } from '../src/http/system.ts';
import { systemStream } from '../src/http/system-stream.ts';

const reading = (id: string, more: Partial<Reading> = {}): Reading => ({
  ...{ id, version: '1', startedAt: '2026-01-01T00:00:00.000Z', age: 1000, ready: true },
  ...{ counts: {}, spreads: {}, gauges: {} },
  ...more,
});

/** One process that has answered 10 requests when it is looked at first, and 10 more at each further look. */
function source() {
  const seen = { reads: 0, rests: 0 };
  const read = async () => {
    seen.reads += 1;
    const { id, version, startedAt, ready, ...rest } = reading('a', {
      age: 1000 * seen.reads,
      counts: { http: 10 * seen.reads },
    });
    return [{ id, version, startedAt, ready, reading: { id, version, startedAt, ready, ...rest } }];
  };
  return { seen, name: 'order', neighbours: ['stock'], read, rest: () => void (seen.rests += 1) };
}

test('nobody looks, nothing is read; all who look at once share a reading, and rates are since the one before', async () => {
  const order = source();
  const watch = systemWatch([order]);
  assert.equal(order.seen.reads, 0);
  const [one, other] = await Promise.all([watch.look(), watch.look()]);
  assert.equal(order.seen.reads, 1);
  assert.equal(one, other);
  assert.equal(one.services[0]!.requestsPerSecond, 10, 'since the start of the process');
  assert.deepEqual(one.services[0]!.calls, [
    { to: 'stock', requestsPerSecond: 0, errorsPerSecond: 0, p99: null },
  ]);
  assert.equal(order.seen.rests, 1, 'its connections are let go of');
});

test('whoever watches is told again and again, and the last one to leave ends it', async () => {
  const order = source();
  const watch = systemWatch([order], 5);
  const told: number[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const leave = watch.watch(({ services }) => {
    told.push(services[0]!.requests);
    if (told.length === 3) resolve();
  });
  await promise;
  leave();
  assert.deepEqual(told.slice(0, 3), [10, 20, 30]);
  const { reads } = order.seen;
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.ok(order.seen.reads <= reads + 1, 'at most the one that was under way');
});

test('where the shop is there to learn from, everybody who is signed in may look', async () => {
  const statuses = async (open: boolean, roles?: string[]) => {
    const app = createApp(testContext({}));
    after(() => app.close());
    app.addHook('onRequest', async (request) => {
      if (roles) request.identity = { userId: 'u', roles } as never;
    });
    systemRoutes(app as App, { watch: systemWatch([]), open });
    return (await app.inject('/api/system')).statusCode;
  };
  assert.deepEqual(await Promise.all([statuses(true, []), statuses(true)]), [200, 401]);
  assert.deepEqual(
    await Promise.all([statuses(false, []), statuses(false, ['packer']), statuses(false, ['clerk'])]),
    [403, 403, 200],
  );
});

test('who reads slowly is told the newest, and of those in between none is kept', async () => {
  const { events, offer, end } = systemStream();
  for (let count = 0; count < 1000; count += 1) offer(`{"n":${count}}`);
  assert.ok(events.readableLength < 200);
  let text = '';
  events.on('data', (part) => {
    text += part;
    if (text.includes('999')) end();
  });
  await once(events, 'end');
  assert.ok(text.match(/^data: /gm)!.length <= 2, text);
});

test('each process behind one address is found, and one that is gone is told of', async () => {
  // A balancer's work: each connection leads to another process.
  const processes = [reading('a'), reading('b')];
  let turn = 0;
  const leadsTo = new WeakMap<object, number>();
  const server = createServer((request, response) => {
    const at = leadsTo.get(request.socket)!;
    if (at === gone) return void request.socket.destroy();
    response.end(JSON.stringify(processes[at]));
  });
  let gone = -1;
  server.on('connection', (socket) => {
    do turn = (turn + 1) % 2;
    while (turn === gone);
    leadsTo.set(socket, turn);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const found = remoteInstances({
    ...{ url: `http://127.0.0.1:${port}`, method: 'POST', path: '/', headers: () => [], readingIn },
  });
  after(() => {
    found.rest();
    server.close();
  });
  const look = async () => {
    const all = await found.read();
    return all.map(({ id, ready }) => `${id} ${ready}`).sort();
  };
  const until = async (wanted: string[]) => {
    for (let looks = 0; looks < 12; looks += 1) if (String(await look()) === String(wanted)) return;
    assert.deepEqual(await look(), wanted);
  };
  await until(['a true', 'b true']);
  gone = 1;
  await until(['a true', 'b false']);
  gone = -1;
  await until(['a true', 'b true']);
  assert.throws(() => readingIn('{"id":1}'), /version|id/);
});
