import { parseArgs } from 'node:util';
import { type Explored, explore } from '@sagashop/saga/simulate/explore';
import { type Line, simulate } from '@sagashop/saga/simulate/simulate';
import { MISTAKE_NAMES, plant } from '@sagashop/shop-world/mistakes';

const HELP = `Runs the shop's sagas in simulated worlds in which everything goes wrong, and checks that every order
ends whole or not at all. Each world is drawn from its seed: the same seed is the same run, event for event.

  npm run simulate                        20,000 runs, from seed 1 on
  npm run simulate -- --seeds N           N runs
  npm run simulate -- --seeds N --seed S  … from seed S on
  npm run simulate -- --seed S            one run, and its story step by step
  npm run simulate -- --mistake "WORDS"   … with a known mistake planted: it is found
  npm run simulate -- --mistakes          which mistakes can be planted

Exit code: 0 all is well, 1 a rule was broken (its seed and story are printed), 2 what was asked is not understood.
What is simulated, and what not: docs/simulation.md
`;

interface Wanted {
  readonly first: number;
  readonly runs: number;
  readonly mistake: string | undefined;
  /** Tell the story of the one run, whatever comes of it. */
  readonly one: boolean;
}

const write = (text: string) => void process.stdout.write(text);
const amount = (number: number) => number.toLocaleString('en');

async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      help: { type: 'boolean', short: 'h' },
      seeds: { type: 'string' },
      seed: { type: 'string' },
      mistake: { type: 'string' },
      mistakes: { type: 'boolean' },
    },
  });
  if (values.help) write(HELP);
  else if (values.mistakes) write(`${MISTAKE_NAMES.join('\n')}\n`);
  else return run(wantedFrom(values));
  return 0;
}

/** Throws an Error with a sentence when the options make no sense. */
function wantedFrom(values: { seeds?: string; seed?: string; mistake?: string }): Wanted {
  const { seeds, seed, mistake: words } = values;
  const mistake = words === undefined ? undefined : mistakeOf(words);
  const first = seed === undefined ? 1 : wholeNumber('--seed', seed, 0);
  if (seeds !== undefined) return { first, runs: wholeNumber('--seeds', seeds, 1), mistake, one: false };
  return { first, runs: seed === undefined ? 20_000 : 1, mistake, one: seed !== undefined };
}

function wholeNumber(option: string, text: string, least: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= Number.MAX_SAFE_INTEGER / 2) return number;
  throw new Error(`${option} takes a whole number from ${least} on, not '${text}'.`);
}

function mistakeOf(words: string): string {
  const [found, ...more] = MISTAKE_NAMES.filter((name) => name.includes(words));
  if (found && more.length === 0) return found;
  throw new Error(`${found ? 'Several mistakes have' : 'No mistake has'} these words; see --mistakes.`);
}

async function run({ first, runs, mistake, one }: Wanted): Promise<number> {
  const { parts, world } = plant(mistake === undefined ? [] : [mistake]);
  if (mistake !== undefined) write(`Planted: ${mistake}.\n`);
  const began = performance.now();
  const progress = (done: number) => write(progressOf(done, runs, began));
  const explored = await explore(world, { first, runs }, { parts, progress: rarely(progress) });
  const seconds = (performance.now() - began) / 1000;
  const rate = Math.round(explored.runs / seconds);
  const broken = explored.broken;
  if (!one) write(`${summaryOf(explored, seconds, rate)}\n`);
  if (!broken && !one) return 0;
  const seed = broken?.seed ?? first;
  write(`\nThe story of seed ${seed}, in simulated seconds:\n\n`);
  const { failure } = await simulate(world, seed, { parts, listen: (line) => write(told(line)) });
  if (failure === undefined) {
    write('\nEverything ended as it must.\n');
    return 0;
  }
  write(`\nA rule was broken: ${failure}.\n`);
  const planted = mistake === undefined ? '' : ` --mistake "${mistake}"`;
  write(`Run it again: npm run simulate -- --seed ${seed}${planted}\n`);
  return 1;
}

/** About once a second. */
function rarely(call: (runs: number) => void): (runs: number) => void {
  let last = performance.now();
  return (runs) => {
    if (performance.now() - last < 1000) return;
    last = performance.now();
    call(runs);
  };
}

function progressOf(done: number, runs: number, began: number): string {
  const rate = Math.round(done / ((performance.now() - began) / 1000));
  return `${amount(done)} of ${amount(runs)} runs, ${amount(rate)} a second\n`;
}

function summaryOf({ runs, sagas, seen }: Explored, seconds: number, rate: number): string {
  const sorted = [...seen].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    `${amount(runs)} runs with ${amount(sagas)} sagas in ${seconds.toFixed(1)} s, ${amount(rate)} a second.`,
    'In so many of them:',
    ...sorted.map(([what, times]) => `  ${amount(times).padStart(8)}  ${what}`),
  ].join('\n');
}

function told({ at, who, what }: Line): string {
  return `${(at / 1000).toFixed(3).padStart(8)}  ${who.padEnd(9)} ${what}\n`;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)} See --help.\n`);
  process.exitCode = 2;
}
