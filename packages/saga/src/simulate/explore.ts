import { type Outcome, type Parts, simulate } from './simulate.ts';
import type { World } from './world.ts';

/** What many runs have come to. */
export interface Explored {
  readonly runs: number;
  readonly sagas: number;
  /** In how many runs each fault struck, and what else happened. */
  readonly seen: ReadonlyMap<string, number>;
  /** The first run that broke a rule; none after it was run. */
  readonly broken: Outcome | undefined;
}

/**
 * Runs the seeds from `first` on, `runs` of them, until a rule is broken. `progress` is called now and then with
 * how many have been run; meanwhile other work of this process gets its turn.
 */
export async function explore<Row>(
  world: World<Row>,
  seeds: { first: number; runs: number },
  how: { parts?: Partial<Parts<Row>>; progress?: (runs: number) => void } = {},
): Promise<Explored> {
  const seen = new Map<string, number>();
  const { parts, progress } = how;
  let sagas = 0;
  for (let run = 0; run < seeds.runs; run++) {
    const outcome = await simulate(world, seeds.first + run, parts ? { parts } : {});
    sagas += outcome.sagas;
    for (const what of outcome.seen.keys()) seen.set(what, (seen.get(what) ?? 0) + 1);
    if (outcome.failure !== undefined) return { runs: run + 1, sagas, seen, broken: outcome };
    if (run % 200 === 199) {
      progress?.(run + 1);
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  }
  return { runs: seeds.runs, sagas, seen, broken: undefined };
}
