import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explore } from '@sagashop/saga/simulate/explore';
import { FAULTS } from '@sagashop/saga/simulate/weather';
import { shop } from '@sagashop/shop-world/shop';

/** What happens in fewer runs of each part than this is hardly simulated. */
const LEAST = 10;
const HAPPENS = [
  ...FAULTS,
  ...[
    'completed',
    'insufficient_funds',
    'out_of_stock',
    'no_courier',
    'timed_out',
    'cancelled_by_customer',
  ].map((end) => `place-order ends: ${end}`),
  ...['stopped', 'died', 'frozen', 'ownerless'].map((cause) => `a saga is taken over: ${cause}`),
  'cancel-order ends: completed',
  'refund-order ends: completed',
  ...[
    ...['cancel-part', 'note-shipment', 'move-shipment', 'return-shipment'],
    ...['note-return', 'receive-return', 'tell-withdrawal'],
  ].map((saga) => `${saga} ends: completed`),
  'a parked saga is retried',
];

/** Tests, a part each, that every order ends whole or not at all in `runs` worlds from the seed `first` on. */
export function testWorlds({ first, runs, parts }: { first: number; runs: number; parts: number }): void {
  const each = runs / parts;
  for (let from = first; from < first + runs; from += each) {
    test(`simulated: every order ends whole or not at all, seeds ${from} to ${from + each - 1}`, async () => {
      const explored = await explore(shop, { first: from, runs: each });
      const { broken, seen } = explored;
      assert.equal(broken?.failure, undefined, `npm run simulate -- --seed ${broken?.seed}`);
      assert.equal(explored.runs, each);
      const rare = HAPPENS.filter((what) => (seen.get(what) ?? 0) < LEAST);
      assert.deepEqual(rare, [], 'all of this happens');
    });
  }
}
