import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createApp } from '@sagashop/chassis/http/create-app';
import { testContext } from '@sagashop/chassis/testing';
import type { Watched } from '@sagashop/figures/with-figures';
import type { LabAct } from '../src/lab-call.ts';
import { withLab } from '../src/with-lab.ts';

const bare: Watched = {
  name: 'tea',
  routes: (app) => void app.get('/api/tea', async () => ({ hot: true })),
  calls: {},
  ready: async () => {},
  start: async () => {},
  stop: async () => {},
};

async function opened(env: Record<string, string>) {
  const context = testContext(env);
  const service = await withLab('tea', async () => bare)(context);
  const app = createApp(context);
  service.routes(app);
  app.get('/api/others', async () => ({ theirs: true }));
  const act = (what: LabAct, ms?: number) =>
    service.calls['lab']!({ act: what, ms } as never) as Promise<{ held: number }>;
  return { service, app, act };
}

test('a service that hangs answers nothing and is not ready until it goes on; its neighbours in the process do', async () => {
  const { service, app, act } = await opened({ SAGASHOP_LAB: '1' });
  await act('hang', 10_000);
  let answered = false;
  const tea = app.inject('/api/tea').then((answer) => {
    answered = true;
    return answer.json();
  });
  assert.deepEqual((await app.inject('/api/others')).json(), { theirs: true });
  await assert.rejects(service.ready(), /answers nothing/);
  assert.equal(answered, false);
  assert.deepEqual(await act('go_on'), { held: 1 });
  assert.deepEqual(await tea, { hot: true });
  await service.ready();
  assert.deepEqual(await act('go_on'), { held: 0 });
});

test('it goes on by itself when nobody says any more that it hangs', async () => {
  const { app, act } = await opened({ SAGASHOP_LAB: '1' });
  await act('hang', 1);
  assert.deepEqual((await app.inject('/api/tea')).json(), { hot: true });
});

test('a process that nobody starts anew is not killed', async () => {
  const { act } = await opened({ SAGASHOP_LAB: '1' });
  assert.deepEqual(await act('die'), { held: 0 });
});

test('where the laboratory is closed nothing of it is around a service', async () => {
  const { service } = await opened({});
  assert.equal(service.calls['lab'], undefined);
});
