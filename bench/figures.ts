import type { Quantiles } from '@sagashop/load/latency';
import type { Memory } from './readings.ts';

/** What one measurement found: one scenario in one round. */
export interface Figures {
  scenario: string;
  round: number;
  /** Requests a second that were asked for; null for a closed loop. */
  rate: number | null;
  seconds: number;
  /** Requests that ended as they should: orders confirmed, or refused where that was meant, or pages. */
  done: number;
  perSecond: number;
  /** Answers a second to what was asked for beside; null where nothing was. */
  beside: number | null;
  latency: Quantiles | null;
  answers: Record<string, number>;
  /** Requests that were answered otherwise, not at all, or found no place in flight. */
  errors: number;
  /** Processor time in ms a request that was done; null where it cannot be read. */
  cpu: { processes: Record<string, number>; node: number; postgres: number; total: number } | null;
  generatorCpu: number;
  memory: Memory | null;
  /** Bytes of PostgreSQL's write-ahead log a request that was done. */
  wal: number;
  /** What the audit found wrong; null where nothing was ordered. */
  audit: string[] | null;
}
