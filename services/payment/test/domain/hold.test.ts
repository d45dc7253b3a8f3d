import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  captureMoney,
  type Hold,
  type HoldState,
  holdMoney,
  refundMoney,
  releaseMoney,
  transitions,
} from '../../src/domain/hold.ts';

const account = { userId: 'ann', balance: 100, held: 40 };
const hold: Hold = { orderId: 'o', userId: 'ann', amount: 40, state: 'held', reason: null };

test('money that is held already cannot be held again', () => {
  assert.equal(
    holdMoney(undefined, account, { orderId: 'n', amount: 61 }, false).outcome,
    'insufficient_funds',
  );
  const { outcome, account: after } = holdMoney(undefined, account, { orderId: 'n', amount: 60 }, false);
  assert.equal(outcome, 'done');
  assert.deepEqual(after, { userId: 'ann', balance: 100, held: 100 });
});

test('releasing frees the money, capturing takes it', () => {
  assert.deepEqual(releaseMoney(hold, account, 'o').account, { userId: 'ann', balance: 100, held: 0 });
  assert.deepEqual(captureMoney(hold, account).account, { userId: 'ann', balance: 60, held: 0 });
});

test('each state answers each command as its table says: done, done again or a fault', () => {
  for (const [state, next] of Object.entries(transitions)) {
    const known = { ...hold, state: state as HoldState };
    const verbs = {
      release: () => releaseMoney(known, account, 'o'),
      capture: () => captureMoney(known, account),
      refund: () => refundMoney(known, account),
    };
    for (const command of ['release', 'capture', 'refund'] as const) {
      const decide = verbs[command];
      if (next[command] === null) assert.throws(decide, `${command} of a ${state} hold`);
      else assert.equal(decide().hold?.state ?? state, next[command]);
    }
  }
});

test('a payment goes back to the account that it came from, and to no other', () => {
  const paid: Hold = { ...hold, state: 'captured' };
  assert.deepEqual(refundMoney(paid, account).account, { userId: 'ann', balance: 140, held: 40 });
  assert.deepEqual(refundMoney({ ...paid, state: 'refunded' }, account), { outcome: 'done' });
  assert.throws(() => refundMoney(paid, null), /no account/);
});

test('a hold that its account does not show is a fault, not a negative number', () => {
  const poor = { ...account, held: 39 };
  assert.throws(() => releaseMoney(hold, poor, 'o'), /does not hold/);
  assert.throws(() => captureMoney(hold, poor), /does not hold/);
  assert.throws(() => captureMoney(hold, null), /does not hold/);
});
