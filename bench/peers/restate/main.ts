// The saga of ../../naive on Restate: a handler whose steps are journaled by Restate's server. See ../../README.md.
import { createServer } from 'node:http2';
import * as restate from '@restatedev/restate-sdk';
import * as clients from '@restatedev/restate-sdk-clients';
import { openFront } from '../../naive/front.ts';
import type { Order } from '../../naive/order-steps.ts';
import { type Engine, placeOrder } from '../../naive/place-order.ts';
import { openPools } from '../../naive/pools.ts';

const pools = openPools(process.env);

function engineOf(ctx: restate.Context): Engine {
  return {
    step: (name, work) => ctx.run(name, work),
    together: (steps) => restate.RestatePromise.all(steps.map(([name, work]) => ctx.run(name, work))),
  };
}

const orders = restate.service({
  name: 'orders',
  handlers: {
    // What comes as JSON has its time as a text.
    place: (ctx: restate.Context, order: Order) =>
      placeOrder(pools, { ...order, createdAt: new Date(order.createdAt) }, engineOf(ctx)),
  },
});

// Restate's server calls the handlers here, over one HTTP/2 connection or a few.
const handlers = restate.createEndpointHandler({ services: [orders] });
createServer(handlers).listen(Number(process.env['RESTATE_HANDLERS_PORT']), '127.0.0.1');

const ingress = clients.connect({ url: process.env['RESTATE_INGRESS_URL']! });
const client = ingress.serviceClient(orders);
await openFront(pools, (order) => {
  const idempotencyKey = `${order.customer.id}:${order.key}`;
  return client.place(order, clients.Opts.from({ idempotencyKey }));
});
