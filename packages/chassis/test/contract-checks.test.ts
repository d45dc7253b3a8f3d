import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { type Command, done, type Reply } from '@sagashop/saga/message';
import pino from 'pino';
import { Type } from 'typebox';
import { createMetrics } from '../src/observe/metrics.ts';
import { answers, call } from '../src/service/calls.ts';
import { httpPeers } from '../src/service/http-peers.ts';
import { openOrigins } from '../src/service/origins.ts';
import type { Service } from '../src/service/service.ts';
import { serviceApp } from '../src/service/service-app.ts';
import { ephemeralKeys } from '../src/service/service-keys.ts';
import { testContext } from '../src/testing.ts';

const Numbered = Type.Object({ number: Type.Integer() });
const double = call('small', 'double', Numbered, Numbered);
const asked: number[] = [];
const small: Service = {
  name: 'small',
  callers: { big: ['double', 'half', 'small.do', 'small.half'] },
  routes: () => {},
  calls: {
    ...answers(double, async ({ number }) => {
      asked.push(number);
      return { number: number * 2 };
    }),
    ...answers(call('small', 'half', Type.Object({}), Type.Unknown()), async () => ({ number: 'a half' })),
  },
  handle: async ({ type }) => (type === 'small.do' ? done() : ({ kind: 'refused' } as Reply)),
  ready: async () => {},
  start: async () => {},
  stop: async () => {},
};
const keys = ephemeralKeys('big', 'small');
const metrics = createMetrics();
const app = serviceApp({ services: [small], keys, log: testContext({}).log, metrics });
const origins = openOrigins({ small: await app.listen({ host: '127.0.0.1', port: 0 }) });
const lines: Record<string, unknown>[] = [];
const log = pino({ level: 'error' }, { write: (line) => void lines.push(JSON.parse(line)) });
const peers = httpPeers({ origins, keys, as: 'big', log, metrics });
after(async () => {
  await origins.close();
  await app.close();
});

const command = (type: string): Command => {
  const ids = { id: '1', saga: randomUUID(), order: randomUUID() };
  return { ...ids, type, version: 1, expiresAt: null, trace: null, body: {} };
};

test('an answer that its contract does not say is none, and the log says where it is wrong', async () => {
  const half = call('small', 'half', Type.Object({}), Numbered);
  await assert.rejects(peers.ask(half, {}), { code: 'unavailable', status: 503, more: { service: 'small' } });
  const sent = ['small.half', 'small.do'].map((type) => peers.send('small', command(type)));
  const [bad, good] = await Promise.allSettled(sent);
  assert.equal(bad?.status === 'rejected' && bad.reason.code, 'unavailable');
  assert.equal(good?.status, 'fulfilled', 'its neighbours in the batch have theirs');
  assert.deepEqual(
    lines.map(({ route, wrong }) => [route, wrong]),
    [
      ['/internal/half', 'number must be integer'],
      ['/messages', 'code is required'],
    ],
  );
});

test('a question that its contract does not say is refused before anything is done', async () => {
  await assert.rejects(peers.ask(double, { number: 'two' as never }), {
    status: 422,
    more: { errors: [{ path: 'number', message: 'must be integer' }] },
  });
  assert.deepEqual(asked, []);
  assert.deepEqual(await peers.ask(double, { number: 21 }), { number: 42 });
});
