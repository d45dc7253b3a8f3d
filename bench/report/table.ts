import type { Spread } from './spread.ts';
import type { Summary } from './summarise.ts';
import type { Target } from './targets.ts';

const HEAD = [
  ...['', 'a second', '(range)', 'P50', 'P90', 'P99', 'errors'],
  ...['CPU-ms', '(range)', 'Node', 'PG', 'MB', 'WAL', 'audit'],
];
const NOTE = `
Medians of the rounds, and from the least to the most of them. Latencies in ms; at half of a capacity they run from
the time when a request was meant to be sent. CPU-ms: processor time a request, of all processes of what is measured
(Node) and of all of PostgreSQL (PG); the load generator is left out. MB: memory of the same processes right after the
load, summed PSS. WAL: bytes of write-ahead log a request. A dash: not measured here, or not to be had.
`;

/** A row for each scenario, as a person reads it. */
export function readableTable(summaries: readonly Summary[], titleOf: (name: string) => string): string {
  const rows = summaries.map((one) => [
    one.rate === null ? titleOf(one.scenario) : `${titleOf(one.scenario)} (${one.rate}/s)`,
    whole(one.perSecond.median),
    range(one.perSecond, whole),
    time(one.p50),
    time(one.p90),
    time(one.p99),
    whole(one.errors),
    one.cpu ? one.cpu.total.median.toFixed(3) : '–',
    one.cpu ? range(one.cpu.total, (ms) => ms.toFixed(3)) : '–',
    one.cpu ? one.cpu.node.median.toFixed(3) : '–',
    one.cpu ? one.cpu.postgres.median.toFixed(3) : '–',
    one.memory ? whole(one.memory.median) : '–',
    whole(one.wal.median),
    one.audit ?? '–',
  ]);
  return `${aligned([HEAD, ...rows])}\n${NOTE}`;
}

/** A row for each target: what was found, and whether that is enough. */
export function targetTable(targets: readonly Target[]): string {
  const rows = targets.map(({ what, bound, aim, found, reached }) => [
    what,
    aim ? `${bound}, aim ${aim}` : bound,
    found ? `${digits(found.median)} (${range(found, digits)})` : 'not measured',
    reached === null ? '' : reached ? 'reached' : 'NOT REACHED',
  ]);
  return `${aligned([['', 'target', 'found', ''], ...rows], 4)}\n`;
}

/** Columns as wide as they have to be: the first of words, the others of numbers unless more are said to be words. */
function aligned(rows: readonly (readonly string[])[], words = 1): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, at) => (at < words ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export function whole(number: number): string {
  return Math.round(number).toLocaleString('en');
}

/** As many digits as say something. */
export function digits(number: number): string {
  return number >= 100 ? whole(number) : number.toFixed(number >= 10 ? 1 : number >= 1 ? 2 : 3);
}

export function range({ least, most }: Spread, format: (value: number) => string): string {
  const [from, to] = [format(least), format(most)];
  return from === to ? from : `${from}–${to}`;
}

function time(found: Spread | null): string {
  return found ? digits(found.median) : '–';
}
