import { setMaxListeners } from 'node:events';
import { onParentGone } from '@sagashop/chassis/parent';
import { openProgress, type Progress } from '../cli/src/load/progress.ts';
import type { Figures } from './figures.ts';
import { measureGrowth } from './growth.ts';
import { HELP, type Options, readOptions } from './options.ts';
import { spoken } from './remaining.ts';
import { captionOf, resultsOf, writeResults } from './report/results.ts';
import { readableTable, targetTable } from './report/table.ts';
import { type Around, runSteps, type Step } from './rounds.ts';
import { chosen, FRESH, GROWN, GROWTH, SCENARIOS } from './scenarios.ts';
import { openSite } from './site/site.ts';

const INTERRUPTED = 130; // what a shell gives a program that Ctrl-C ended
const PATIENCE = 3500; // ms to take everything away when the launcher is gone

/** Resolves to the exit code: 0, 1 when an audit failed, 130 when it was interrupted. Throws when it cannot measure. */
async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (options.help) {
    process.stdout.write(HELP);
    return 0;
  }
  chosen(namedIn(options)); // says at once what is no scenario
  const progress = openProgress();
  const signal = interruption(progress);
  try {
    return await bench(options, { settings: options.settings, progress, signal });
  } catch (error) {
    if (!signal.aborted) throw error;
    return INTERRUPTED;
  }
}

async function bench(options: Options, around: Around): Promise<number> {
  const started = performance.now();
  const { progress } = around;
  if (process.platform !== 'linux')
    progress.say('This is not Linux: processor times and memory cannot be read, and are left out.');
  const { figures, inMemory } = await measureAll(options, around);
  const took = Math.round((performance.now() - started) / 1000);
  const results = resultsOf(figures, options, { took, inMemory });
  const { machine, run } = captionOf(results);
  const out = process.stdout;
  out.write(`\n${machine} · ${run} · took ${spoken(took)}\n\n`);
  out.write(`${readableTable(results.summaries, titleOf)}\n${targetTable(results.targets)}\n`);
  for (const path of writeResults(results, options.out)) out.write(`${path}\n`);
  const failures = figures.flatMap(({ audit }) => audit ?? []);
  for (const failure of new Set(failures)) out.write(`AUDIT FAILS: ${failure}\n`);
  return failures.length > 0 ? 1 : 0;
}

async function measureAll(options: Options, around: Around) {
  const scenarios = chosen(namedIn(options));
  const all: Figures[] = [];
  let inMemory = false;
  if (scenarios.length > 0) {
    const site = await openSite({ ...around, products: options.settings.products });
    inMemory = site.inMemory;
    if (inMemory)
      around.progress.say(
        `${site.folder} is in memory: commits wait for no disk. Set TMPDIR to one on a disk.`,
      );
    try {
      const rounds = Array.from({ length: options.settings.rounds }, (_, nth) => nth + 1);
      const steps = rounds.flatMap((round) => scenarios.map((scenario): Step => ({ scenario, site, round })));
      all.push(...(await runSteps(steps, around)));
    } finally {
      await site.close();
    }
  }
  if (options.only?.includes(GROWTH)) all.push(...(await measureGrowth(around)));
  return { figures: all, inMemory };
}

/** What is named of the rounds; growth is apart. */
function namedIn({ only }: Options): string[] | null {
  return only?.filter((name) => name !== GROWTH) ?? null;
}

function titleOf(name: string): string {
  return [...SCENARIOS, FRESH, GROWN].find((scenario) => scenario.name === name)?.title ?? name;
}

/** The wish to stop: Ctrl-C, a signal, or the end of the launcher. A second Ctrl-C ends at once. */
function interruption(progress: Progress): AbortSignal {
  const abort = new AbortController();
  setMaxListeners(0, abort.signal); // one for each request in flight
  const stop = () => {
    if (abort.signal.aborted) process.exit(INTERRUPTED);
    progress.say('Stopping; a moment, to end the processes and to remove the data.');
    abort.abort(new Error('interrupted'));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  onParentGone(stop, PATIENCE);
  return abort.signal;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
// Whatever is still open by now is of no use to anyone.
process.exit();
