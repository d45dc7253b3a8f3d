import type { Logger } from '@sagashop/chassis/observe/log';
import { connect } from '@sagashop/chassis/postgres/connect';
import type { SagaLog, SaveItem } from '@sagashop/saga/log';
import { type Command, done, type Transport } from '@sagashop/saga/message';
import { treeTimes } from '../cli/src/load/processor-time.ts';
import { openProgress } from '../cli/src/load/progress.ts';
import { openOrderLab } from '../services/order/src/running/order-lab.ts';
import { openSite } from './site/site.ts';

// What an open laboratory costs while nothing is broken, in processor time, which a busy machine disturbs less: node bench/lab.ts.
// By parts, since of a whole order it is less than what differs from one run to the next.

const LOOKS = 5_000;
const CALLS = 1_000_000;
const SECOND = 1_000_000; // µs
const command = { id: 's/hold-money/do/1', type: 'payment.hold', saga: 's', order: 'o' } as Command;
const save = { saga: 's', order: 'o' } as SaveItem;
const transport: Transport = { send: async () => done() };
const quiet = { warn: () => {} } as unknown as Logger;
const log = { save: async () => 'saved' } as unknown as SagaLog;

const site = await openSite({
  products: 10,
  progress: openProgress(),
  signal: new AbortController().signal,
});
const sql = connect(site.ground.databases['order']!, { name: 'bench', max: 1 });
const lab = openOrderLab({ takeOver: 1000, act: async () => 0, sql, log: quiet });
const postgres = () => treeTimes([site.ground.postgres.pid])![0]! * 1000;

/** µs of this process and of PostgreSQL that each of so many took. */
async function each(times: number, work: () => Promise<unknown>): Promise<number> {
  const [before, own] = [postgres(), process.cpuUsage()];
  for (let nth = 0; nth < times; nth += 1) await work();
  const { user, system } = process.cpuUsage(own);
  return (user + system + postgres() - before) / times;
}

/** How much longer it takes with the laboratory around it, in ns; the first time warms up. */
async function added(bare: () => Promise<unknown>, around: () => Promise<unknown>): Promise<number> {
  let more = 0;
  for (let nth = 0; nth < 3; nth += 1) {
    const without = await each(CALLS, bare);
    more = (await each(CALLS, around)) - without;
  }
  return Math.round(more * 1000);
}

await each(LOOKS, lab.shared.sync);
const look = await each(LOOKS, lab.shared.sync);
const [inLab, logged] = [lab.transport(transport), lab.log(log)];
const sent = await added(
  () => transport.send('payment', command),
  () => inLab.send('payment', command),
);
const saved = await added(
  () => log.save(save),
  () => logged.save(save),
);
const core = (((2 * look) / SECOND) * 100).toFixed(3);
process.stdout.write(`a look at the table: ${look.toFixed(0)} µs, twice a second: ${core} % of a core\n`);
process.stdout.write(`more for each command: ${sent} ns, for each save of a saga: ${saved} ns\n`);
await lab.shared.close();
await site.close();
