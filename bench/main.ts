import { setMaxListeners } from 'node:events';
import { onParentGone } from '@sagashop/chassis/service/parent';
import { openProgress, type Progress } from '../cli/src/load/progress.ts';
import type { Figures } from './figures.ts';
import { measureGrowth } from './growth.ts';
import { HELP, type Options, readOptions } from './options.ts';
import { measureOrdersList } from './orders-list.ts';
import { installPeer, peersIn } from './peers/install.ts';
import { measurePushed } from './pushed.ts';
import { spoken } from './remaining.ts';
import { captionOf, type Results, resultsOf, writeResults } from './report/results.ts';
import { readableTable, targetTable } from './report/table.ts';
import { type Around, runSteps, type Step } from './rounds.ts';
import {
  APART,
  chosen,
  FRESH,
  GROWN,
  GROWTH,
  ORDERS_LIST,
  PEER_SCENARIOS,
  PUSHED,
  SCENARIOS,
} from './scenarios.ts';
import { openSite } from './site/site.ts';

const PUSHED_RATES = [50, 300, 1000]; // orders a second
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

/** Measures, prints and writes. What was found before something failed is printed and written too. */
async function bench(options: Options, around: Around): Promise<number> {
  const started = performance.now();
  if (options.only?.includes(ORDERS_LIST))
    await measureOrdersList({ ...options.settings, out: options.out }, around);
  if (options.only?.includes(PUSHED))
    await measurePushed({ ...options.settings, rates: PUSHED_RATES, out: options.out }, around);
  if (options.only?.every((name) => name !== GROWTH && APART.includes(name))) return 0;
  if (process.platform !== 'linux')
    around.progress.say('This is not Linux: processor times and memory cannot be read, and are left out.');
  const run: Run = { figures: [], inMemory: false };
  const report = () => {
    const took = Math.round((performance.now() - started) / 1000);
    print(resultsOf(run.figures, options, { took, inMemory: run.inMemory }), options.out);
  };
  try {
    await measureRounds(run, options, around);
    if (options.only?.includes(GROWTH)) await measureGrowth(run.figures, around);
  } catch (error) {
    if (run.figures.length > 0 && !around.signal.aborted) report();
    throw error;
  }
  report();
  return run.figures.some(({ audit }) => audit && audit.length > 0) ? 1 : 0;
}

interface Run {
  figures: Figures[];
  inMemory: boolean;
}

async function measureRounds(run: Run, options: Options, around: Around): Promise<void> {
  const scenarios = chosen(namedIn(options));
  if (scenarios.length === 0) return;
  for (const peer of peersIn(scenarios)) await installPeer(peer, around);
  const { rounds, products } = options.settings;
  const site = await openSite({ ...around, products });
  run.inMemory = site.inMemory;
  if (site.inMemory)
    around.progress.say(
      `${site.folder} is in memory: no commit waits for a disk. Set TMPDIR to one on a disk.`,
    );
  try {
    const steps = Array.from({ length: rounds }, (_, nth) =>
      scenarios.map((scenario): Step => ({ scenario, site, round: nth + 1 })),
    );
    await runSteps(steps.flat(), run.figures, around);
  } finally {
    await site.close();
  }
}

function print(results: Results, folder: string): void {
  const { machine, run } = captionOf(results);
  const out = process.stdout;
  out.write(`\n${machine} · ${run} · took ${spoken(results.took)}\n\n`);
  out.write(`${readableTable(results.summaries, titleOf)}\n${targetTable(results.targets)}\n`);
  for (const failure of new Set(results.figures.flatMap(({ audit }) => audit ?? [])))
    out.write(`AUDIT FAILS: ${failure}\n`);
  for (const path of writeResults(results, folder)) out.write(`${path}\n`);
}

/** What is named of the rounds. */
function namedIn({ only }: Options): string[] | null {
  return only?.filter((name) => !APART.includes(name)) ?? null;
}

function titleOf(name: string): string {
  return (
    [...SCENARIOS, ...PEER_SCENARIOS, FRESH, GROWN].find((scenario) => scenario.name === name)?.title ?? name
  );
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

// Whoever reads our output may end before us; writing to it must not end us half-way.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
// Whatever is still open by now is of no use to anyone.
process.exit();
