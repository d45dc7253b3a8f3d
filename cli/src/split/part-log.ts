import type { Env } from '@sagashop/chassis/config/config';

const LOGGED = /^(?:\{"log\.level"|\d\d:\d\d:\d\d\.\d{3} [A-Z])/;

/** How a process that writes to us shall log: as it is told, or as fits what we write to ourselves. */
export function logForm({ SAGASHOP_LOG: told }: Env): { SAGASHOP_LOG: string } {
  return { SAGASHOP_LOG: told || (process.stderr.isTTY ? 'text' : 'json') };
}

/** What a process has written: a line of its log as it is, since it says whose it is, everything else with its name. */
export function lineOf(name: string, line: string): string {
  return LOGGED.test(line) ? line : `${name}: ${line}`;
}
