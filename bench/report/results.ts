import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { machine } from '../../cli/src/load/report.ts';
import type { Figures } from '../figures.ts';
import type { Options, Settings } from '../options.ts';
import { drawChart } from './chart.ts';
import { type Summary, summarise } from './summarise.ts';
import { judgeTargets, type Target } from './targets.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const TELLING = /^(?:DATABASE_POOL|LOG_LEVEL|NODE_OPTIONS|UV_THREADPOOL_SIZE|ORDER_DEADLINE_MS)$/;

/** All that a run has found, as it is kept. */
export interface Results {
  date: string;
  commit: string;
  machine: ReturnType<typeof machine>;
  /** The data lay in memory: no disk was waited for. */
  inMemory: boolean;
  /** How long all of it took, in s. */
  took: number;
  settings: Settings & Pick<Options, 'quick' | 'peers' | 'only'>;
  /** Variables that were set and that change how fast a shop is. */
  variables: Record<string, string | undefined>;
  summaries: Summary[];
  targets: Target[];
  /** Each measurement of each round. */
  figures: Figures[];
}

/** Puts a run's results together. */
export function resultsOf(
  figures: Figures[],
  { settings, quick, peers, only }: Options,
  run: { took: number; inMemory: boolean },
): Results {
  return {
    date: new Date().toISOString(),
    commit: commitHere(),
    machine: machine(),
    ...run,
    settings: { ...settings, quick, peers, only },
    variables: Object.fromEntries(Object.entries(process.env).filter(([name]) => TELLING.test(name))),
    summaries: summarise(figures),
    targets: judgeTargets(figures),
    figures,
  };
}

/** Writes DATE-COMMIT.json and the chart beside it; answers their paths. Quick and partial runs say so in the name. */
export function writeResults(results: Results, folder: string): string[] {
  const { date, commit, settings, summaries } = results;
  const part = settings.peers ? '-peers' : settings.only ? `-${settings.only.join('-')}` : '';
  const stem = join(folder, `${date.slice(0, 10)}-${commit}${part}${settings.quick ? '-quick' : ''}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${stem}.json`, `${JSON.stringify(results, null, 1)}\n`);
  writeFileSync(`${stem}.svg`, drawChart(summaries, captionOf(results)));
  return [`${stem}.json`, `${stem}.svg`];
}

/** Where and when it was measured, in a line each. */
export function captionOf({ machine: host, date, commit, settings }: Results) {
  const rounds = settings.rounds === 1 ? '1 round' : `${settings.rounds} rounds`;
  return {
    machine: `${host.cpus} × ${host.model}, Node ${host.node.slice(1)}`,
    run: `${date.slice(0, 10)}, commit ${commit}, ${rounds} of ${settings.seconds} s`,
  };
}

/** The commit that is checked out, marked when files have been changed since. */
function commitHere(): string {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    const changed = git('status', '--porcelain', '--', '.', ':!bench/results');
    return git('rev-parse', '--short', 'HEAD') + (changed === '' ? '' : '-changed');
  } catch {
    return 'unknown';
  }
}
