import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Quantities, quantitySaver } from '../app/cart/quantity-saver.ts';

/** A saver whose requests are answered, or lost, by hand. */
function saving(pause = 5) {
  const sent: Quantities[] = [];
  const answers: PromiseWithResolvers<void>[] = [];
  const waited: boolean[] = [];
  const saver = quantitySaver({
    pause,
    waits: (does) => waited.push(does),
    send: (quantities) => {
      sent.push(quantities);
      answers.push(Promise.withResolvers<void>());
      return answers.at(-1)!.promise;
    },
  });
  const arrived = async (count: number) => {
    while (sent.length < count) await sleep(1);
  };
  return { saver, sent, answers, waited, arrived };
}

test('of quantities that are pressed fast the last of each product is saved, all in one request', async () => {
  const { saver, sent, answers, arrived } = saving();
  for (let n = 2; n <= 9; n += 1) saver.set('tea', n);
  saver.set('cup', 3);
  await arrived(1);
  answers[0]!.resolve();
  assert.equal(await saver.flush(), true);
  assert.deepEqual(sent, [{ tea: 9, cup: 3 }]);
});

test('what is pressed while a request is under way goes when that one has been answered, and never beside it', async () => {
  const { saver, sent, answers, arrived } = saving();
  saver.set('tea', 2);
  const first = saver.flush();
  saver.set('tea', 5);
  saver.flush();
  await sleep(20);
  assert.deepEqual(sent, [{ tea: 2 }]);
  answers[0]!.resolve();
  await arrived(2);
  answers[1]!.resolve();
  assert.equal(await first, true);
  assert.deepEqual(sent[1], { tea: 5 });
});

test('what did not arrive waits, the newest of each product, and goes with the next', async () => {
  const { saver, sent, answers, waited, arrived } = saving(60_000);
  saver.set('tea', 2);
  saver.set('cup', 1);
  const lost = saver.flush();
  saver.set('tea', 7);
  answers[0]!.reject(new Error('no network'));
  assert.equal(await lost, false);
  assert.deepEqual([saver.holds('cup'), saver.holds('lamp'), waited], [true, false, [true]]);
  const next = saver.flush();
  await arrived(2);
  answers[1]!.resolve();
  assert.equal(await next, true);
  assert.deepEqual([sent[1], waited], [{ tea: 7, cup: 1 }, [true, false]]);
});
