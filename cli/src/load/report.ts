import { availableParallelism, cpus, totalmem } from 'node:os';
import type { AuditReport } from '@sagashop/audit/contract';
import type { Static } from 'typebox';
import type { BareFigures, Figures } from './measure.ts';
import type { Plan } from './options.ts';
import type { ReadBack } from './read-back.ts';
import { latencyBars, serviceTable } from './tables.ts';

export interface LoadReport {
  /** Nothing was lost or doubled, every request was answered, some order was confirmed, and the audit passes. */
  ok: boolean;
  url: string;
  /** The mark of this run's customers, products and couriers. */
  run: string;
  /** How many orders were to be placed; with --seconds, how many were. */
  orders: number;
  concurrency: number;
  /** Orders a second that were asked for; null for a closed loop. */
  rate: number | null;
  /** How long it took. */
  seconds: number;
  sent: number;
  /** Confirmed orders, those among them that were first answered 202 included. */
  confirmed: number;
  ordersPerSecond: number;
  /** In ms, at a rate from the time when an order was meant to be sent; null when nothing was answered. */
  latency: Figures['latency'];
  histogram: Figures['histogram'];
  services: Figures['services'];
  answers: Figures['answers'];
  followed: Figures['followed'];
  retries: number;
  unanswered: number;
  /** Not sent since `concurrency` were in flight already; only at a rate. */
  noPlace: number;
  unsent: number;
  /** Processor time in ms per confirmed order; null where the shop's processes cannot be seen. */
  cpu: { node: number; postgres: number; total: number } | null;
  /** Processor time in ms per order of this process. */
  generatorCpu: number;
  bare: BareFigures;
  /** How many times the bare route's processor time an order took. */
  timesBare: number | null;
  /** The same with this process's own time on both sides: what all of the machine spends on an order. */
  timesBareWithGenerator: number | null;
  readBack: ReadBack;
  audit: Static<typeof AuditReport>;
  machine: { cpus: number; model: string; memoryMb: number; node: string; platform: string };
}

/** Puts the figures of a run together. */
export function reportOf(run: {
  url: string;
  run: string;
  plan: Plan;
  figures: Figures;
  readBack: ReadBack;
  audit: Static<typeof AuditReport>;
}): LoadReport {
  const { figures, readBack, audit, plan, ...where } = run;
  const { told, used, generator, ...measured } = figures;
  const { bare } = figures;
  const generatorCpu = generator / Math.max(figures.sent, 1);
  const confirmed = told.confirmed.length;
  const each = (ms: number) => ms / confirmed;
  const cpu =
    used && confirmed > 0
      ? { node: each(used.node), postgres: each(used.postgres), total: each(used.node + used.postgres) }
      : null;
  return {
    ok: readBack.ok && audit.ok && confirmed > 0 && figures.unanswered === 0,
    ...where,
    orders: plan.seconds === null ? plan.orders : figures.sent,
    concurrency: plan.concurrency,
    rate: plan.rate,
    ...measured,
    confirmed,
    ordersPerSecond: confirmed / figures.seconds,
    cpu,
    generatorCpu,
    timesBare: cpu ? cpu.total / bare.cpu : null,
    timesBareWithGenerator: cpu ? (cpu.total + generatorCpu) / (bare.cpu + bare.generatorCpu) : null,
    readBack,
    audit,
    machine: machine(),
  };
}

function machine(): LoadReport['machine'] {
  return {
    cpus: availableParallelism(),
    model: cpus()[0]?.model.trim() ?? 'unknown',
    memoryMb: Math.round(totalmem() / 2 ** 20),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
  };
}

/** The report as a person reads it. */
export function readableReport(report: LoadReport, auditLines: string): string {
  const { bare, readBack } = report;
  const rows: [string, string][] = [
    ['orders', ordersLine(report)],
    ['latency', latencyLine(report)],
    ...answerRows(report),
    [
      'repeated',
      `${whole(report.retries)} requests whose connection was lost, with the same Idempotency-Key`,
    ],
    ['processor', cpuLine(report)],
    [
      'bare route',
      `${ms(bare.cpu)} a request (Fastify, the same body, validation and sign-in check; ${whole(bare.requests)} requests, ` +
        `${whole(bare.perSecond)}/s); the load generator ${ms(bare.generatorCpu)}`,
    ],
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
  if (unanswered > 0) rows.push(`${whole(unanswered).padStart(9)}  never answered: the shop was gone`);
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

function timesLine({ timesBare, timesBareWithGenerator: both }: LoadReport): string {
  if (timesBare === null || both === null) return NOT_SEEN;
  return `an order takes ${timesBare.toFixed(2)} times the bare route (${both.toFixed(2)} with the load generator on both sides)`;
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
