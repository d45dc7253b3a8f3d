import { readFileSync } from 'node:fs';
import { ownTime, treeOf, treeTimes } from '../cli/src/load/processor-time.ts';
import type { Site } from './site/site.ts';
import type { Stand } from './stands/stand.ts';

/** What has been used so far: processor time in ms and bytes of write-ahead log. */
export interface Reading {
  /** By what runs in the processes; null where there is no /proc. */
  processes: Record<string, number> | null;
  postgres: number;
  generator: number;
  wal: number;
}

/** Reads what a stand and PostgreSQL have used since they started. */
export async function read(site: Site, stand: Stand | null): Promise<Reading> {
  const [row] = await site.engine<{ wal: string }[]>`select pg_current_wal_lsn() - '0/0'::pg_lsn as wal`;
  const names = Object.keys(stand?.pids ?? {});
  const times = treeTimes([site.ground.postgres.pid, ...names.map((name) => stand!.pids[name]!)]);
  return {
    processes: times && Object.fromEntries(names.map((name, nth) => [name, times[nth + 1]!])),
    postgres: times?.[0] ?? 0,
    generator: ownTime(),
    wal: Number(row!.wal),
  };
}

export interface Memory {
  node: number;
  postgres: number;
  total: number;
}

/** What a stand and PostgreSQL have in memory now, in MB: PSS, so that what is shared counts once. */
export function memoryOf(site: Site, stand: Stand | null): Memory | null {
  const node = sumOfPss(Object.values(stand?.pids ?? {}));
  const postgres = sumOfPss([site.ground.postgres.pid]);
  return node === null || postgres === null ? null : { node, postgres, total: node + postgres };
}

function sumOfPss(roots: readonly number[]): number | null {
  if (process.platform !== 'linux') return null;
  return roots.flatMap(treeOf).reduce((sum, pid) => sum + pssOf(pid), 0);
}

function pssOf(pid: number): number {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Number(/^Pss: +(\d+) kB/m.exec(text)?.[1] ?? 0) / 1024;
  } catch {
    return 0; // ended meanwhile
  }
}
