import type { ReadBack } from './read-back.ts';
import type { LoadReport } from './report.ts';
import { latencyBars, serviceTable } from './tables.ts';

/** The report as a person reads it. */
export function readableReport(report: LoadReport, auditLines: string): string {
  const { readBack } = report;
  const rows: [string, string][] = [
    ['orders', ordersLine(report)],
    ['latency', latencyLine(report)],
    ...answerRows(report),
    [
      'repeated',
      `${whole(report.retries)} times a request under the same Idempotency-Key: no answer, or 503 unavailable`,
    ],
    ['processor', cpuLine(report)],
    ['bare route', bareLine(report)],
    ['', timesLine(report)],
    ['read back', readBackLine(readBack)],
  ];
  const lines = rows.map(([name, text]) => `${name.padEnd(12)}${text}`);
  const named = (['lost', 'doubled', 'unknown'] as const).flatMap((fault) =>
    readBack[fault].slice(0, 20).map((id) => `            ${fault}  ${id}`),
  );
  const bars = `\nlatency of ${whole(report.sent)} orders\n${latencyBars(report.histogram)}\n`;
  return `${[...lines, ...named].join('\n')}\n${auditLines}${bars}\n${serviceTable(report.services)}`;
}

function ordersLine(report: LoadReport): string {
  const { confirmed, orders, seconds, concurrency, rate } = report;
  const asked = rate === null ? '' : ` at ${whole(rate)} a second, at most`;
  return (
    `${whole(report.ordersPerSecond)} a second: ${whole(confirmed)} of ${whole(orders)} confirmed ` +
    `in ${seconds.toFixed(1)} s${asked || ','} ${whole(concurrency)} in flight`
  );
}

function latencyLine({ latency, rate }: LoadReport): string {
  if (!latency) return 'n/a';
  const { p50, p90, p99, max } = latency;
  return `P50 ${ms(p50)}   P90 ${ms(p90)}   P99 ${ms(p99)}   max ${ms(max)}${rate === null ? '' : '   from the time meant to send'}`;
}

function answerRows({
  answers,
  followed,
  unanswered,
  unsent,
  noPlace,
  concurrency,
}: LoadReport): [string, string][] {
  const rows = Object.entries(answers)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, count]) => `${whole(count).padStart(9)}  ${name}`);
  const { confirmed, cancelled, open } = followed;
  if (confirmed + cancelled + open > 0) {
    rows.push(`           of those 202: ${confirmed} confirmed, ${cancelled} cancelled, ${open} still open`);
  }
  if (noPlace > 0) {
    rows.push(`${whole(noPlace).padStart(9)}  could not be sent: ${whole(concurrency)} were in flight`);
  }
  if (unanswered > 0)
    rows.push(
      `${whole(unanswered).padStart(9)}  never answered but by 503 unavailable, if at all: the shop was gone`,
    );
  if (unsent > 0) rows.push(`${whole(unsent).padStart(9)}  not sent any more`);
  return rows.map((text, index) => [index === 0 ? 'answers' : '', text]);
}

function cpuLine({ cpu, generatorCpu }: LoadReport): string {
  const generator = `the load generator ${ms(generatorCpu)}`;
  if (!cpu) return `n/a an order; ${generator}`;
  return `${ms(cpu.total)} an order: Node ${ms(cpu.node)}, PostgreSQL ${ms(cpu.postgres)}; ${generator}`;
}

const NOT_SEEN =
  'n/a: the shop’s processes run elsewhere, were started again meanwhile, or this is not Linux';

function bareLine({ bare, bareInBatches }: LoadReport): string {
  const batched = bareInBatches ? `; ${ms(bareInBatches.cpu)} with its sign-ins in batches` : '';
  return (
    `${ms(bare.cpu)} a request (Fastify, the same body, validation and sign-in check; ${whole(bare.requests)} requests, ` +
    `${whole(bare.perSecond)}/s)${batched}; the load generator ${ms(bare.generatorCpu)}`
  );
}

function timesLine({ timesBare, timesBareInBatches, timesBareWithGenerator: both }: LoadReport): string {
  if (timesBare === null || both === null) return NOT_SEEN;
  const batched = timesBareInBatches ? `, ${timesBareInBatches.toFixed(2)} times the one with batches` : '';
  return (
    `an order takes ${timesBare.toFixed(2)} times the bare route${batched} ` +
    `(${both.toFixed(2)} with the load generator on both sides)`
  );
}

function readBackLine({ ok, confirmed, found, lost, doubled, unknown }: ReadBack): string {
  return (
    `${ok ? 'PASS' : 'FAIL'}  ${whole(confirmed)} answered as confirmed, ${whole(found)} orders kept: ` +
    `${whole(lost.length)} lost, ${whole(doubled.length)} doubled, ${whole(unknown.length)} unknown`
  );
}

function whole(number: number): string {
  return Math.round(number).toLocaleString('en');
}

function ms(time: number): string {
  return `${time < 10 ? time.toFixed(3) : time.toFixed(1)} ms`;
}
