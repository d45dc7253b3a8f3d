import { availableParallelism, cpus, totalmem } from 'node:os';
import type { AuditReport } from '@sagashop/audit/contract';
import type { Static } from 'typebox';
import type { BareFigures } from './bare-routes.ts';
import type { Figures } from './measure.ts';
import type { Plan } from './options.ts';
import type { ReadBack } from './read-back.ts';

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
  /** A bare route that looks each sign-in up by a query of its own, and one that does it in the shop's batches. */
  bare: BareFigures;
  bareInBatches: BareFigures | null;
  /** How many times the bare route's processor time an order took. */
  timesBare: number | null;
  timesBareInBatches: number | null;
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
  const { bare, bareInBatches } = figures;
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
    timesBareInBatches: cpu && bareInBatches ? cpu.total / bareInBatches.cpu : null,
    timesBareWithGenerator: cpu ? (cpu.total + generatorCpu) / (bare.cpu + bare.generatorCpu) : null,
    readBack,
    audit,
    machine: machine(),
  };
}

/** What this machine is. */
export function machine(): LoadReport['machine'] {
  return {
    cpus: availableParallelism(),
    model: cpus()[0]?.model.trim() ?? 'unknown',
    memoryMb: Math.round(totalmem() / 2 ** 20),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
  };
}
