import { runAudit } from '@sagashop/audit/contract';
import { createLog } from '@sagashop/chassis/observe/log';
import { host } from '../../cli/src/host.ts';
import { withDatabases } from './databases.ts';
import type { Site } from './site.ts';

/** What is wrong with the orders in a site's databases; empty when nothing is. */
export async function audit(site: Site): Promise<string[]> {
  // The shop's own audit, in this process and without going on with anybody's orders.
  const shop = await host(
    { ...site.ground.env, DATABASE_POOL: '2' },
    createLog({ LOG_LEVEL: 'warn' }, 'bench'),
  );
  try {
    const { invariants } = await shop.peers.ask(runAudit, {});
    return invariants.filter(({ ok }) => !ok).map(({ name, failures }) => `${name}: ${failures.slice(0, 3)}`);
  } finally {
    await shop.stop();
  }
}

/** How many orders there are in each status. */
export async function countOrders(site: Site): Promise<Record<string, number>> {
  return withDatabases({ order: site.ground.databases['order']! }, 1, async ({ order }) => {
    const rows = await order<{ status: string; count: string }[]>`
      select status, count(*) as count from orders group by status`;
    return Object.fromEntries(rows.map(({ status, count }) => [status, Number(count)]));
  });
}
