import { readdirSync, readFileSync } from 'node:fs';

interface Usage {
  parent: number;
  /** Its own time and that of its children that have ended, in ms. */
  ms: number;
}

/** Processor time in ms that the shop's processes have used since they started. */
export interface ShopTime {
  node: number;
  postgres: number;
}

// The kernel tells times in hundredths of a second to every program, whatever it counts in itself.
const TICK = 10; // ms

/**
 * What the processes of a shop on this machine have used: `pid` and everything below it but PostgreSQL,
 * and PostgreSQL's whole tree. A process that ended counts in its parent, so that the difference of two
 * readings misses nothing. Null where there is no /proc, or one of the two does not run here.
 */
export function shopTime(shop: { pid?: number; postgresPid?: number }): ShopTime | null {
  if (shop.pid === undefined || shop.postgresPid === undefined) return null;
  const all = readProcesses();
  if (!all?.has(shop.pid) || !all.has(shop.postgresPid)) return null;
  const postgres = treeTime(all, shop.postgresPid);
  // PostgreSQL runs below the shop's process, or beside it when it was started by something else.
  const below = treeTime(all, shop.pid, shop.postgresPid);
  return { node: below, postgres };
}

/**
 * What some processes on this machine have used, each with all that it has started. Null where there is no /proc,
 * or one of them does not run.
 */
export function treeTimes(roots: readonly number[]): number[] | null {
  const all = readProcesses();
  if (!all || !roots.every((root) => all.has(root))) return null;
  return roots.map((root) => treeTime(all, root));
}

/** The processes that run below one, and itself. */
export function treeOf(root: number): number[] {
  return treeIn(readProcesses() ?? new Map(), root);
}

function treeTime(all: Map<number, Usage>, root: number, without?: number): number {
  return treeIn(all, root, without).reduce((ms, pid) => ms + (all.get(pid)?.ms ?? 0), 0);
}

function treeIn(all: Map<number, Usage>, root: number, without?: number): number[] {
  const children = Map.groupBy(all, ([, { parent }]) => parent);
  const waiting = [root];
  const tree: number[] = [];
  for (let pid = waiting.pop(); pid !== undefined; pid = waiting.pop()) {
    if (pid === without) continue;
    tree.push(pid);
    for (const [child] of children.get(pid) ?? []) waiting.push(child);
  }
  return tree;
}

function readProcesses(): Map<number, Usage> | undefined {
  try {
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return new Map(
      pids.flatMap((pid) => {
        const usage = readUsage(pid);
        return usage ? [[Number(pid), usage] as const] : [];
      }),
    );
  } catch {
    return undefined; // not Linux
  }
}

function readUsage(pid: string): Usage | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return parseStat(text);
  } catch {
    return undefined; // ended meanwhile
  }
}

/** Reads a line of /proc/PID/stat. The program's name may hold spaces and brackets, the numbers follow its last one. */
export function parseStat(text: string): Usage {
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const number = (nth: number) => Number(fields[nth - 3]); // as proc(5) counts them, from 1
  return { parent: number(4), ms: (number(14) + number(15) + number(16) + number(17)) * TICK };
}

/** The processor time in ms that this process has used so far. */
export function ownTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
