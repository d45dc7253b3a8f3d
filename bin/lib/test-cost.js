import { appendFileSync, readFileSync } from 'node:fs';

const TICKS_PER_S = 100; // of /proc/PID/stat, whatever the kernel's own clock

/**
 * The processor time in seconds that a process, by default this one, has taken so far with those of its children that
 * have ended. Where there is no /proc: this process' alone, and 0 for another.
 */
export function cpuSeconds(pid = process.pid) {
  try {
    const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return afterName.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS_PER_S;
  } catch {
    if (pid !== process.pid) return 0;
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  }
}

/** Notes what a test file has cost, in the file `notes`; nowhere without one. */
export function noteCost(what, seconds, notes = process.env['SAGASHOP_TEST_COSTS']) {
  if (notes) appendFileSync(notes, `${JSON.stringify([what, seconds])}\n`);
}

/** The most expensive of what was noted, as lines to print: what of the processor's time the tests have taken where. */
export function costLines(notes, count) {
  const costs = readFileSync(notes, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const sorted = costs.sort(([, a], [, b]) => b - a).slice(0, count);
  return sorted.map(([what, seconds]) => `   ${seconds.toFixed(1).padStart(6)} CPU-s  ${what}`);
}
