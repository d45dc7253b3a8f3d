import { randomFrom } from '@sagashop/saga/simulate/random';
import fc from 'fast-check';
import { begin, happen, type Spoilt, settle } from './history.ts';
import { assertAlways, assertEnded } from './what-must-hold.ts';

const NUMBER = fc.nat({ max: 2 ** 31 - 1 });

/**
 * Lets so many orders live through histories drawn by chance, and throws with the shortest one that ends wrong:
 * `seed` and `path` draw it again.
 */
export function exploreHistories(
  runs: number,
  { spoilt = {}, ...again }: { spoilt?: Spoilt; seed?: number; path?: string } = {},
): void {
  fc.assert(
    fc.property(NUMBER, fc.array(NUMBER, { maxLength: 30, size: 'max' }), (seed, numbers) => {
      const random = randomFrom(seed);
      const history = begin(random, spoilt);
      for (const number of numbers) {
        happen(history, number);
        assertAlways(history);
      }
      settle(history, random);
      assertEnded(history);
    }),
    { numRuns: runs, ...again },
  );
}
