import { findSeed } from '@sagashop/shop-world/find-seed';
import {
  type BrokenRule,
  type Told as Line,
  type ToldWorld,
  tellWorld,
} from '@sagashop/shop-world/tell-world';
import type { WorldWish } from '@sagashop/shop-world/wish';
import type { Experiment, Told, Verdict } from './lesson.ts';
import { Hindrance } from './place.ts';

const RUNS = 300; // worlds; a second of work
const MOST = 5_000; // seeds that are tried for one that finds a mistake
const SHOWN = 14; // lines of a story

/** What came of many worlds, in which nothing is planted. */
export interface ManyWorlds {
  runs: number;
  sagas: number;
  /** Sagas that did not end. */
  open: number;
  broken: number;
  /** How often each fault struck, and what else happened. */
  seen: Readonly<Record<string, number>>;
  /** The first world in which it did. */
  first: Readonly<Record<string, number>>;
}

// The same seeds are the same runs: what they came to is worked out once in a process.
let kept: Promise<ManyWorlds> | undefined;

/** Runs many worlds in which everything goes wrong that can. Others get their turn between them. */
const manyWorlds = (): Promise<ManyWorlds> => (kept ??= runMany());

type Counts = Record<string, number>;

async function runMany(): Promise<ManyWorlds> {
  const found = { runs: RUNS, sagas: 0, open: 0, broken: 0, seen: {} as Counts, first: {} as Counts };
  for (let seed = 1; seed <= RUNS; seed += 1) {
    const { ended, broken, seen } = await tellWorld({ seed });
    found.sagas += ended.length;
    found.open += ended.filter((saga) => saga.ended === null).length;
    found.broken += broken.length;
    for (const [what, times] of Object.entries(seen)) {
      found.seen[what] = (found.seen[what] ?? 0) + times;
      found.first[what] ??= seed;
    }
    if (seed % 5 === 0) await new Promise((resolve) => setTimeout(resolve, 0));
  }
  return found;
}

/** How often any of these happened in them. */
export const timesOf = ({ seen }: ManyWorlds, whats: readonly string[]): number =>
  whats.reduce((sum, what) => sum + (seen[what] ?? 0), 0);

/** The experiment of many worlds: that each of these faults struck often enough, and that nothing came of it. */
export const inManyWorlds = (
  faults: Readonly<Record<string, { of: readonly string[]; least: number }>>,
): Experiment<ManyWorlds> => ({
  run: manyWorlds,
  see: (found) => [
    { key: 'ran', values: { runs: found.runs, sagas: found.sagas } },
    ...Object.entries(found.seen)
      .filter(([what]) => what.includes(' ends: '))
      .sort(([, a], [, b]) => b - a)
      .map(([what, n]) => ({ key: 'ended', values: { what, n } })),
  ],
  worlds: ({ first }) => {
    const seeds = Object.values(faults).flatMap(({ of }) => first[of.find((what) => first[what])!] ?? []);
    return [...new Set(seeds)].map((seed) => ({ seed }));
  },
  checks: {
    ...Object.fromEntries(
      Object.entries(faults).map(([key, { of, least }]) => [
        key,
        (found: ManyWorlds): Verdict => {
          const n = timesOf(found, of);
          return { ok: n >= least, values: { n } };
        },
      ]),
    ),
    allEnd: ({ open, sagas }) => ({ ok: open === 0 && sagas > 0, values: { n: sagas, open } }),
    nothingBroken: ({ runs, broken }) => ({ ok: broken === 0, values: { n: runs, broken } }),
  },
});

/** The same world twice: with a mistake, and without. */
export interface Compared {
  mistake: string;
  seed: number;
  rule: BrokenRule;
  /** The end of the story, of what it is about. */
  story: readonly Line[];
  without: ToldWorld;
}

/** Looks for a world that breaks with a mistake in it, and runs the same without. Throws a Hindrance when none is found. */
export async function compared(mistake: string, from = 1): Promise<Compared> {
  const found = await findSeed({ mistake, from, most: MOST });
  if (!found) throw new Hindrance('noSeed');
  const { seed } = found;
  const { story, broken } = await tellWorld({ seed, mistakes: [mistake] });
  const [rule] = broken;
  const about = linesAbout(rule!, story).slice(-SHOWN);
  return { mistake, seed, rule: rule!, story: about, without: await tellWorld({ seed }) };
}

const SERVICE = /^(payment|stock|delivery|notify) /;
const SAGA = /^([\w-]+): /;
const SUM = /^\w+ had /; // of all orders

/**
 * Of a story what a broken rule is about: the order, the participant or the saga that it names, the customers who wanted that saga
 * cancelled, and the rule.
 */
function linesAbout({ order, says }: BrokenRule, story: readonly Line[]): Line[] {
  const service = SERVICE.exec(says)?.[1];
  const saga = SAGA.exec(says)?.[1];
  const isAbout = ({ who, what }: Line) => {
    if (service) return who === service || what.includes(`${service}.`);
    return !saga || what.includes(saga) || (who === 'customer' && what.includes('cancelled'));
  };
  return story.filter(
    (line) => line.who === 'check' || ((!order || SUM.test(says) || line.order === order) && isAbout(line)),
  );
}

/** The world with the mistake, and the same without. */
export const bothWorlds = ({ seed, mistake }: Compared): WorldWish[] => [
  { seed, mistakes: [mistake] },
  { seed },
];

/** A story, line by line. */
export const storyLines = (story: readonly Line[]): Told[] =>
  story.map(({ at, who, what }) => {
    // The database's lines end with the whole state of a saga, which is too much to read here.
    const said = who === 'database' ? what.split(' (', 1)[0]! : what;
    return { key: 'line', values: { at, who, what: said } };
  });

/** The experiment of a planted mistake: some seed finds it, and the same world without it breaks nothing. */
export const planted = (
  mistakes: Readonly<Record<string, { mistake: string; breaks: readonly string[] }>>,
): Experiment<Compared> => {
  const all = Object.values(mistakes);
  return {
    run: (_place, choice) => compared((mistakes[choice] ?? all[0]!).mistake),
    see: ({ mistake, seed, rule, story }) => [
      { key: 'plantedIn', values: { mistake, seed } },
      ...storyLines(story),
      { key: 'brokenRule', values: { says: rule.says } },
    ],
    worlds: bothWorlds,
    checks: {
      found: ({ mistake, rule, seed }) => {
        const { breaks } = all.find((one) => one.mistake === mistake)!;
        return { ok: breaks.includes(rule.invariant), values: { seed, rule: rule.invariant } };
      },
      clean: ({ seed, without }) => ({ ok: without.broken.length === 0, values: { seed } }),
    },
  };
};
