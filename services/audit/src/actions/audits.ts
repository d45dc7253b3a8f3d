import type { Peers } from '@sagashop/chassis/service/calls';
import { firstIdAt } from '@sagashop/kernel/ids';
import { type Report, runAudit } from './run-audit.ts';

/** Runs an audit of all orders, or of those placed since a time in ms since 1970. */
export type Audits = (since?: number) => Promise<Report>;

/** Those who ask for the same while it runs share one run. `whole` hears what a run over all orders found. */
export function audits(peers: Peers, whole: (report: Report) => void): Audits {
  const running = new Map<number | undefined, Promise<Report>>();
  const run = async (since: number | undefined): Promise<Report> => {
    if (since !== undefined) {
      const { ok, now: _, ...rest } = await runAudit(peers, { since: firstIdAt(since) });
      return { ok, since: new Date(since).toISOString(), ...rest };
    }
    const { now: _, ...report } = await runAudit(peers);
    whole(report);
    return report;
  };
  return (since) => {
    let found = running.get(since);
    if (!found) {
      found = run(since).finally(() => running.delete(since));
      running.set(since, found);
    }
    return found;
  };
}
