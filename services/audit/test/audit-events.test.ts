import assert from 'node:assert/strict';
import { test } from 'node:test';
import { as, testApp, testContext } from '@sagashop/chassis/testing';
import { openAudit } from '../src/app.ts';
import { type Question, services, shopOf, wholeOrder } from './fake-services.ts';

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

/** A shop of which no audit ever comes to an end: order knows of ever more orders, which nobody else does. */
function endlessShop() {
  let asked = 0;
  const { order: fact } = wholeOrder('');
  const page = (after: string) =>
    Array.from({ length: 2000 }, (_, at) => ({
      ...fact!,
      order: String(Number(after) + at + 1).padStart(30, '0'),
    }));
  const ask = async ({ service }: { service: string }, { after = '', checks, orders }: Question) => {
    asked += 1;
    await new Promise(setImmediate); // others have turns, as with a service that is asked over a line
    if (checks) return { checks: [], facts: [], now: Date.now() };
    return { checks: [], facts: service === 'order' && !orders ? page(after) : [] };
  };
  return { peers: { ask } as unknown as ReturnType<typeof services>, asked: () => asked };
}

test('an audit that nobody watches any more stops, and makes room for others; those that are watched are four', async () => {
  const { peers, asked } = endlessShop();
  const context = testContext({}, peers);
  const app = testApp(await openAudit(context), context);
  const origin = await app.listen({ port: 0, host: '127.0.0.1' });
  const watch = async () => {
    const gone = new AbortController();
    const answer = await fetch(`${origin}/api/audit/events`, { headers: owner, signal: gone.signal });
    return { status: answer.status, body: answer.body!, leave: () => gone.abort() };
  };
  for (let round = 0; round < 3; round++) {
    const watching = [];
    while (watching.length < 4) {
      const one = await watch();
      if (one.status === 200) watching.push(one);
      else await one.body.cancel(); // those who have just left may still be there
    }
    const fifth = await watch();
    await fifth.body.cancel();
    assert.equal(fifth.status, 503);
    for (const { body, leave } of watching) {
      await body.getReader().read();
      leave();
    }
  }
  let before = -1;
  while (before !== asked()) {
    before = asked();
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await app.close();
});
