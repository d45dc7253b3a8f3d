import type { Bar } from '@sagashop/load/latency';
import type { ServiceRow } from './services.ts';

const HEAD = ['service', 'via', 'requests', 'P50', 'P90', 'P99', 'refused', 'errors', 'in', 'out'];
const NOTE = `
Times in ms, bodies in bytes, for this run only: the difference of two readings of /metrics. P50, P90 and P99
are estimated from histograms, by a straight line between the bounds of the bucket they fall into; the true
value lies in the same bucket. commands: what sagas told a service, waiting for its batch included. calls: what
other services asked, for many orders at once. A dash: services in one process send each other no bytes.
`;

const ANEW = '* A process of it was started anew meanwhile; what it had counted before is not in its row.\n';

/** The table per service, as one reads it on the dashboard of an ingress. */
export function serviceTable(rows: readonly ServiceRow[] | null): string {
  if (!rows) return 'by service  n/a: /metrics could not be read\n';
  const cells = rows.map((row) => [
    row.anew ? `${row.service} *` : row.service,
    row.via,
    ...[row.requests, row.p50, row.p90, row.p99].map((value, at) => (at === 0 ? whole(value) : time(value))),
    whole(row.refused),
    whole(row.errors),
    whole(row.bytesIn),
    whole(row.bytesOut),
  ]);
  const anew = rows.some((row) => row.anew) ? ANEW : '';
  return `${aligned([HEAD, ...cells])}\n${NOTE.trim()}\n${anew}`;
}

const WIDTH = 50;

/** The latencies as bars, one a line. */
export function latencyBars(bars: readonly Bar[]): string {
  const most = Math.max(...bars.map(({ count }) => count), 1);
  const total = bars.reduce((sum, { count }) => sum + count, 0);
  return bars
    .map(({ to, count }) => {
      const length = Math.round((count / most) * WIDTH);
      const bar = '█'.repeat(length) || (count > 0 ? '▏' : '');
      const share = `${((count / total) * 100).toFixed(1)} %`;
      return `  up to ${time(to).padStart(8)} ms ${whole(count).padStart(9)} ${share.padStart(7)}  ${bar}`.trimEnd();
    })
    .join('\n');
}

/** Two columns of words, then numbers, each as wide as it has to be. */
function aligned(rows: readonly (readonly string[])[]): string {
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row.map((cell, at) => (at < 2 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join('  '),
    )
    .join('\n');
}

function whole(number: number | null): string {
  return number === null ? '–' : Math.round(number).toLocaleString('en');
}

function time(ms: number | null): string {
  return ms === null ? '–' : ms.toFixed(ms < 10 ? 2 : ms < 100 ? 1 : 0);
}
