import assert from 'node:assert/strict';
import { test } from 'node:test';
import { as, testApp, testContext } from '@sagashop/chassis/testing';
import { openAudit } from '../src/app.ts';
import { services, shopOf } from './fake-services.ts';

const owner = as('0190f7a0-0000-7000-8000-0000000000ff', { roles: ['owner'] });

/** What is told of an audit, event by event. */
async function watched(peers: ReturnType<typeof services>) {
  const context = testContext({}, peers);
  const app = testApp(await openAudit(context), context);
  const { body } = await app.inject({ url: '/api/audit/events', headers: owner });
  return body
    .split('\n\n')
    .filter(Boolean)
    .map((event) => {
      const [, name, data] = /^event: (\w+)\ndata: (.*)$/.exec(event)!;
      return { name, data: JSON.parse(data!) };
    });
}

test('an audit tells what each service has found, how far it is, and at the end what it reports', async () => {
  const ids = [1, 2, 3].map((n) => `0190f7a0-0000-7000-8000-00000000000${n}`);
  const facts = shopOf(ids);
  facts['delivery']!.pop();
  const own = (service: string) => [{ name: `${service} adds up`, checked: 1, failures: [] }];
  const told = await watched(services(facts, undefined, own));
  assert.equal(told[0]!.name, 'looked');
  assert.equal(told[0]!.data.orders, 0);
  assert.equal(told.filter(({ name }) => name === 'checks').length, 7);
  const { name, data } = told.at(-1)!;
  assert.deepEqual([name, data.ok, data.orders], ['report', false, 3]);
  const known = new Set(told.slice(0, -1).flatMap((one) => one.data.invariants ?? one.data));
  assert.equal(known.size, data.invariants.length, 'each invariant is named before the report');
});

test('an audit of a shop of which a service is away says that it has failed', async () => {
  const away = services({}, () => {
    throw new Error('away');
  });
  assert.deepEqual((await watched(away)).at(-1), { name: 'failed', data: { code: 'unavailable' } });
});
