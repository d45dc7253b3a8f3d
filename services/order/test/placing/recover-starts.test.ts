import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KeptKey } from '@sagashop/chassis/guards/idempotency';
import type { SagaRow } from '@sagashop/saga/log';
import type { OrderStart, StartResult } from '../../src/placing/order-starter.ts';
import { recoverStarts } from '../../src/placing/recover-starts.ts';

const away = () => Object.assign(new Error('gone'), { code: 'CONNECTION_CLOSED' });
const saga = { id: 'the saga' } as SagaRow;

/** A start whose first transaction gets no answer, on a database that is away for two more questions. */
function lostAnswer(subject: string | undefined) {
  const order = { use: {}, order: {} } as OrderStart;
  const seen = { starts: 0, asked: 0 };
  const found = Promise.withResolvers<void>();
  const ran = Promise.withResolvers<SagaRow>();
  const start = recoverStarts(
    async (): Promise<StartResult> => {
      seen.starts += 1;
      order.made = { id: 'mine', number: 1, at: new Date(0), saga: saga.id };
      if (seen.starts === 1) throw away();
      return { kind: 'started', saga } as StartResult;
    },
    {
      findKey: async () => {
        seen.asked += 1;
        if (seen.asked < 3) throw away();
        setImmediate(found.resolve);
        return subject === undefined ? undefined : ({ subject } as KeptKey);
      },
      run: ran.resolve,
    },
  );
  return { start: () => start(order), seen, found: found.promise, ran: ran.promise };
}

test('an order that was committed without an answer is refused, found by its key, and its saga is run', async () => {
  const lost = lostAnswer('mine');
  await assert.rejects(lost.start(), /gone/);
  assert.equal(await lost.ran, saga);
  assert.equal(lost.seen.starts, 2);
});

test('an order that was not committed is not started after its customer was refused', async () => {
  for (const subject of [undefined, 'of another request']) {
    const lost = lostAnswer(subject);
    await assert.rejects(lost.start(), /gone/);
    await lost.found;
    assert.equal(lost.seen.starts, 1);
  }
});
