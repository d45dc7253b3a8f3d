import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Order } from '../naive/order-steps.ts';
import { type Engine, placeOrder } from '../naive/place-order.ts';
import type { Pools } from '../naive/pools.ts';

const order = { fingerprint: 'abc', number: '' } as Order;
const noDatabase = {} as Pools; // an engine that remembers all steps does none of them

/** An engine that was there before: it knows what each step has found, and keeps which it was asked for. */
function remembering(found: Record<string, unknown>) {
  const asked: string[] = [];
  const recall = <T>(name: string): T => {
    asked.push(name);
    return found[name] as T;
  };
  const engine: Engine = {
    step: async (name) => recall(name),
    together: async (steps) => steps.map(([name]) => recall(name)),
  };
  return { engine, asked };
}

const started = { start: { known: null, number: '7' }, 'hold the money': true };

test('an engine can go through the whole saga by what it remembers', async () => {
  const { engine, asked } = remembering({
    ...started,
    ...{ 'reserve the goods': true, 'book a courier': true, 'confirm the order': '{"number":"7"}' },
  });
  const answer = await placeOrder(noDatabase, { ...order }, engine);
  assert.deepEqual(answer, { status: 201, body: '{"number":"7"}', fingerprint: 'abc' });
  assert.deepEqual(asked, [
    ...['start', 'hold the money', 'reserve the goods', 'book a courier', 'confirm the order'],
    ...['capture the money', 'take the goods', 'tell the customer', 'end'],
  ]);
});

test('what was done is undone when one of two steps is refused', async () => {
  const refusals = [
    [{ 'reserve the goods': false, 'book a courier': true }, 'cancel the courier'],
    [{ 'reserve the goods': true, 'book a courier': false }, 'release the goods'],
  ] as const;
  for (const [found, undo] of refusals) {
    const { engine, asked } = remembering({ ...started, ...found, 'cancel the order': '{}' });
    const { status } = await placeOrder(noDatabase, { ...order }, engine);
    assert.equal(status, 409);
    assert.deepEqual(asked.slice(4), [
      'release the money',
      undo,
      'cancel the order',
      'tell the customer',
      'end',
    ]);
  }
});

test('a key that was used before gets the answer of then, with what was ordered then', async () => {
  const known = { fingerprint: 'of then', status: 201, answer: '{"number":"6"}' };
  const { engine, asked } = remembering({ start: { known, number: '' } });
  assert.deepEqual(await placeOrder(noDatabase, { ...order }, engine), {
    ...{ status: 201, body: '{"number":"6"}', fingerprint: 'of then' },
  });
  assert.deepEqual(asked, ['start']);
});
