import { randomInt } from 'node:crypto';
import { randomFrom } from '../packages/saga/src/simulate/random.ts';

/** Numbers from 0 to 1, the same for the same `SEED`, so that a run can be had again. The seed is printed. */
export function seeded(name: string): () => number {
  const seed = Number(process.env['SEED'] ?? randomInt(2 ** 31));
  console.log(`# ${name}: SEED=${seed}`);
  return randomFrom(seed).next;
}
