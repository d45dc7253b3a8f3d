import { collect } from '@sagashop/chassis/observe/instruments';
import type { Metrics } from '@sagashop/chassis/observe/metrics';
import type { Report } from './run-audit.ts';

const SERVICE = 'audit';

/**
 * What is known of the shop's invariants, as Prometheus reads it; nothing before the first report. Answers what
 * takes a report over: what it did not look at stays as it was known.
 */
export function auditGauges({ registry }: Pick<Metrics, 'registry'>): (report: Report) => void {
  /** How many failures each invariant had when it was last looked at. */
  const failures: Record<string, number> = {};
  let unfinished: Record<string, number> = {};
  let lookedAt: number | undefined;
  const bad = () => Object.values(failures).some((count) => count > 0);
  const once = (value: number) => (lookedAt === undefined ? {} : { [SERVICE]: value });
  const gauge = (name: string, help: string, label: string, read: () => Record<string, number>) =>
    collect(registry, { name: `sagashop_audit_${name}`, help, labels: [label] }, read);

  gauge('ok', 'Whether no invariant is known to be broken', 'service', () => once(bad() ? 0 : 1));
  gauge('failures', 'Ids that break an invariant, 100 at most', 'invariant', () => failures);
  gauge(
    'unfinished_orders',
    'Orders in flight: running, late (after their deadline), parked',
    'state',
    () => unfinished,
  );
  gauge('look_timestamp_seconds', 'When the last look ended', 'service', () => once((lookedAt ?? 0) / 1000));

  return (report: Report): void => {
    for (const { name, failures: ids } of report.invariants) failures[name] = ids.length;
    const parked = report.inFlight.filter((saga) => saga.state === 'parked').length;
    const late = report.inFlight.filter((saga) => saga.state !== 'parked' && saga.overdueSeconds > 0).length;
    unfinished = { running: report.inFlightCount - late - parked, late, parked };
    lookedAt = Date.now();
  };
}
