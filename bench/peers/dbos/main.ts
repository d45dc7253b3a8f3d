// The saga of ../../naive on DBOS Transact: a workflow whose steps are checkpointed in PostgreSQL. See ../../README.md.
import { DBOS } from '@dbos-inc/dbos-sdk';
import { openFront } from '../../naive/front.ts';
import type { Order } from '../../naive/order-steps.ts';
import { type Engine, placeOrder } from '../../naive/place-order.ts';
import { openPools } from '../../naive/pools.ts';

// Of PostgreSQL's 100 connections, a few of which audit and bench need. A step asks the system database most.
const SYSTEM_POOL = 20; // DBOS's own choice is 10
const POOL = 6; // for each of the shop's databases

const pools = openPools(process.env, POOL);

const engine: Engine = {
  step: (name, work) => DBOS.runStep(work, { name }),
  async together(steps) {
    // As the documentation says: all, so that no step goes on when its workflow has failed already.
    const ended = await Promise.allSettled(steps.map(([name, work]) => DBOS.runStep(work, { name })));
    return ended.map((one) => {
      if (one.status === 'rejected') throw one.reason;
      return one.value;
    });
  },
};

const workflow = DBOS.registerWorkflow((order: Order) => placeOrder(pools, order, engine), {
  name: 'placeOrder',
});

DBOS.setConfig({
  name: 'sagashop-bench',
  systemDatabaseUrl: process.env['DBOS_SYSTEM_DATABASE_URL']!,
  systemDatabasePoolSize: SYSTEM_POOL,
  logLevel: 'error',
});
await DBOS.launch();
await openFront(pools, async (order) => {
  // The workflow's id is the key: used again, it answers what it has answered before.
  const workflowID = `${order.customer.id}:${order.key}`;
  const handle = await DBOS.startWorkflow(workflow, { workflowID })(order);
  return handle.getResult();
});
