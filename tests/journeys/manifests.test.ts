import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { createApp } from '@sagashop/chassis/http/create-app';
import { MANIFESTS } from '@sagashop/chassis/service/manifests';
import type { Service } from '@sagashop/chassis/service/service';
import { arrowsOf, callersOf } from '@sagashop/chassis/service/topology';
import { testContext } from '@sagashop/chassis/testing';
import { DATABASES, databaseVariables, migrationsFolder } from '../../cli/src/services.ts';
import { shopDatabases } from '../shop-databases.ts';

const arrows = arrowsOf(MANIFESTS);
/** What only whoever hosts the whole shop asks: the command line that has it in its own process. */
const IN_PROCESS: Readonly<Record<string, readonly string[]>> = { audit: ['run'] };

/** A service's public paths, and those that are answered for as long as there is something to tell. */
function pathsOf(service: Service): { all: string[]; streams: string[] } {
  const { log, metrics } = testContext({});
  const app = createApp({ log, metrics });
  const paths = { all: [] as string[], streams: [] as string[] };
  app.addHook('onRoute', ({ url, config }) => {
    paths.all.push(url);
    if (config?.streaming) paths.streams.push(url);
  });
  service.routes(app);
  return paths;
}

for (const manifest of MANIFESTS) {
  const { name, database = false, open, routes = [], streams = [], publishes = [] } = manifest;

  test(`the manifest of ${name} says what it is`, async () => {
    assert.equal(existsSync(migrationsFolder(name)), database);
    if (!open) return;
    const own = await shopDatabases(DATABASES.filter((one) => one === name));
    // With the laboratory, which a manifest names though its routes are there on demand alone.
    const service = await (await open())(testContext({ ...databaseVariables(own), SAGASHOP_LAB: '1' }));
    try {
      assert.equal(service.name, name);
      const paths = pathsOf(service);
      // Files of several services stand side by side.
      const parts = (path: string) => path.split('/').slice(2, path.startsWith('/api/exports/') ? 4 : 3);
      const prefixes = new Set(paths.all.map((path) => parts(path).join('/')));
      assert.deepEqual([...prefixes].sort(), routes.toSorted());
      assert.deepEqual([...new Set(paths.streams)], streams);
      const heard = arrows.filter(({ kind, to }) => kind === 'event' && to === name);
      assert.deepEqual(Object.keys(service.subscribes ?? {}).sort(), heard.map((arrow) => arrow.name).sort());
      const commanded = arrows.some(({ kind, to }) => kind === 'command' && to === name);
      assert.equal(service.handle !== undefined, commanded);
      const asked = Object.values(callersOf(MANIFESTS, name)).flat();
      const calls = [...new Set([...asked, ...(IN_PROCESS[name] ?? [])])].filter((one) => !one.includes('.'));
      assert.deepEqual(Object.keys(service.calls).sort(), calls.sort());
    } finally {
      await service.stop();
    }
  });

  test(`what ${name} publishes is heard, and what it sends and asks there is`, () => {
    for (const event of publishes)
      assert.ok(
        arrows.some(({ kind, name: heard }) => kind === 'event' && heard === `${name}.${event}`),
        event,
      );
    for (const { to, kind, name: what } of arrows.filter(({ from }) => from === name)) {
      const target = MANIFESTS.find((one) => one.name === to);
      assert.ok(target, `${to} for ${what}`);
      if (kind === 'event') assert.ok(publishes.includes(what.slice(name.length + 1)), what);
    }
  });
}
