// The same shop's order path as one writes it without batches: what is measured beside it. See ../README.md.
import { openFront } from './front.ts';
import { noEngine, placeOrder } from './place-order.ts';
import { openPools } from './pools.ts';

const pools = openPools(process.env);
await openFront(pools, (order) => placeOrder(pools, order, noEngine));
