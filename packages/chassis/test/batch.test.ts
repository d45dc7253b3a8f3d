import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { RunAgain } from '../src/postgres/run-again.ts';
import { batcher } from '../src/work/batch.ts';

function sqlError(code: string): Error {
  return Object.assign(new Error(`error ${code}`), { name: 'PostgresError', code });
}

test('what arrives while a batch is handled makes the next one', async () => {
  const sizes: number[] = [];
  const first = Promise.withResolvers<void>();
  const add = batcher<number, number>({
    name: 'test',
    run: async (items) => {
      sizes.push(items.length);
      if (sizes.length === 1) await first.promise;
      return items.map((item) => item * 2);
    },
  });
  const alone = add(1);
  await new Promise(setImmediate);
  const others = [2, 3, 4].map(add);
  first.resolve();
  assert.deepEqual(await Promise.all([alone, ...others]), [2, 4, 6, 8]);
  assert.deepEqual(sizes, [1, 3]);
});

test('a batch is never larger than allowed, and never two at once in one lane', async () => {
  let running = 0;
  const add = batcher<number, number>({
    name: 'test',
    max: 10,
    run: async (items) => {
      running += 1;
      assert.equal(running, 1);
      assert.ok(items.length <= 10);
      await new Promise(setImmediate);
      running -= 1;
      return items;
    },
  });
  const numbers = Array.from({ length: 95 }, (_, at) => at);
  assert.deepEqual(await Promise.all(numbers.map(add)), numbers);
});

test('an item that breaks its batch is rejected alone, wherever it stands, and the others succeed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 40 }), async (poison) => {
      const add = batcher<boolean, string>({
        name: 'test',
        run: async (items) => {
          if (items.includes(true)) throw sqlError('23514');
          return items.map(() => 'fine');
        },
      });
      const results = await Promise.allSettled(poison.map(add));
      assert.deepEqual(
        results.map((result) => result.status === 'rejected'),
        poison,
      );
    }),
  );
});

test('a passing error repeats the whole batch, and no item is lost or done in another order', async () => {
  let failures = 3;
  const seen: number[][] = [];
  const add = batcher<number, number>({
    name: 'test',
    run: async (items) => {
      seen.push([...items]);
      if (failures-- > 0) throw sqlError('40P01');
      return items;
    },
  });
  assert.deepEqual(await Promise.all([1, 2, 3].map(add)), [1, 2, 3]);
  assert.deepEqual(seen, Array(4).fill([1, 2, 3]));
});

test('a batch that met a concurrent change is run again at once', async () => {
  let runs = 0;
  const add = batcher<number, number>({
    name: 'test',
    run: async (items) => {
      runs += 1;
      if (runs === 1) throw new RunAgain();
      return items;
    },
  });
  assert.equal(await add(7), 7);
  assert.equal(runs, 2);
});

test('an error that does not pass rejects the batch in the end, and the next batch is handled', async () => {
  let broken = true;
  const add = batcher<number, number>({
    name: 'test',
    repeats: 2,
    run: async (items) => {
      if (broken) throw new Error('the database is away');
      return items;
    },
  });
  await assert.rejects(add(1), /away/);
  broken = false;
  assert.equal(await add(2), 2);
});
