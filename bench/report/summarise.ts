import type { Figures } from '../figures.ts';
import { type Spread, spread } from './spread.ts';

/** A scenario over all rounds. */
export interface Summary {
  scenario: string;
  rounds: number;
  /** Requests a second that were asked for; null for a closed loop. */
  rate: number | null;
  perSecond: Spread;
  p50: Spread | null;
  p90: Spread | null;
  p99: Spread | null;
  /** In all rounds together. */
  errors: number;
  cpu: { node: Spread; postgres: Spread; total: Spread } | null;
  memory: Spread | null;
  wal: Spread;
  /** Null where nothing was ordered. */
  audit: 'PASS' | 'FAIL' | null;
}

/** One summary for each scenario, in the order in which they were measured first. */
export function summarise(figures: readonly Figures[]): Summary[] {
  return [...Map.groupBy(figures, ({ scenario }) => scenario)].map(([scenario, rounds]) => {
    const of = (pick: (found: Figures) => number | null | undefined) =>
      spread(rounds.map(pick).filter((value) => value !== null && value !== undefined));
    const [node, postgres, total] = [
      of(({ cpu }) => cpu?.node),
      of(({ cpu }) => cpu?.postgres),
      of(({ cpu }) => cpu?.total),
    ];
    const audits = rounds.flatMap(({ audit }) => (audit === null ? [] : [audit.length === 0]));
    return {
      scenario,
      rounds: rounds.length,
      rate: rounds[0]!.rate,
      perSecond: of(({ perSecond }) => perSecond)!,
      p50: of(({ latency }) => latency?.p50),
      p90: of(({ latency }) => latency?.p90),
      p99: of(({ latency }) => latency?.p99),
      errors: rounds.reduce((sum, { errors }) => sum + errors, 0),
      cpu: node && postgres && total ? { node, postgres, total } : null,
      memory: of(({ memory }) => memory?.total),
      wal: of(({ wal }) => wal)!,
      audit: audits.length === 0 ? null : audits.every(Boolean) ? 'PASS' : 'FAIL',
    };
  });
}
