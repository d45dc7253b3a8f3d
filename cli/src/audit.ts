import { type AuditReport, runAudit } from '@sagashop/audit/contract';
import type { Static } from 'typebox';
import { restoredNote } from './backup/restored.ts';
import { readCliConfig } from './config.ts';
import { findShop, type ShopAddress } from './find-shop.ts';
import { readSince } from './since.ts';

type Report = Static<typeof AuditReport>;

/**
 * `sagashop audit`: asks a running shop, or opens a stopped one for as long as it takes, without going on
 * with its unfinished orders. `since` limits it to newer orders. Resolves to 0 when every invariant holds and 1
 * when one does not; throws when it could not check.
 */
export async function audit(options: {
  url?: string;
  token?: string;
  json?: boolean;
  since?: string;
}): Promise<number> {
  const since = options.since === undefined ? undefined : new Date(readSince(options.since)).toISOString();
  const address = await findShop(options, 'audit');
  const report = address ? await askRunning(address, since) : await askStopped(since);
  const note = options.json || options.url ? '' : await restoredNote(readCliConfig().SAGASHOP_DATA);
  process.stdout.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : `${readable(report)}${note}`);
  return report.ok ? 0 : 1;
}

/** Asks a running shop for its audit. Throws, saying what it answered, when that is no report. */
export async function askRunning({ url, token }: ShopAddress, since?: string): Promise<Report> {
  const query = since === undefined ? '' : `?since=${encodeURIComponent(since)}`;
  const headers = { authorization: `Bearer ${await token()}` };
  const response = await fetch(`${url}/api/audit${query}`, { headers });
  if (!response.ok) {
    const problem = (await response.json().catch(() => ({}))) as { title?: string };
    throw new Error(`The shop at ${url} could not check: ${response.status} ${problem.title ?? ''}`);
  }
  return (await response.json()) as Report;
}

async function askStopped(since: string | undefined): Promise<Report> {
  // Only here: whoever asks a running shop needs none of its services in this process.
  const { openShop } = await import('./shop.ts');
  const config = readCliConfig();
  const progress = (message: string) => process.stderr.write(`${message}\n`);
  const shop = await openShop(config, { demo: true, progress, mustExist: true });
  try {
    return await shop.peers.ask(runAudit, since === undefined ? {} : { since });
  } finally {
    await shop.stop();
  }
}

/** The report as lines for a person: PASS or FAIL, what, how many were looked at, and the ids that are wrong. */
export function readable(report: Report): string {
  const lines = report.invariants.flatMap((found) => [
    `${found.ok ? 'PASS' : 'FAIL'}  ${found.name}  (${found.checked} checked)`,
    ...found.failures.map((id) => `        ${id}`),
  ]);
  const waiting = report.inFlight
    .filter((saga) => saga.state === 'parked' || saga.overdueSeconds > 0)
    .map(
      (saga) =>
        `        order ${saga.order}  ${saga.name}  ${saga.state}  for ${Math.round(saga.ageSeconds)} s`,
    );
  const wrong = report.invariants.filter((found) => !found.ok).length;
  return [
    ...lines,
    `      ${report.inFlightCount} of ${report.orders} orders in flight`,
    ...waiting,
    ...(report.since ? [`      only orders since ${report.since}, and no sums over all orders`] : []),
    wrong === 0
      ? 'PASS  all invariants hold'
      : `FAIL  ${wrong} of ${report.invariants.length} invariants do not hold`,
    '',
  ].join('\n');
}
