import { once } from 'node:events';
import { test } from 'node:test';
import { openLives } from '../faults/lives.ts';
import { openShopWithoutOrder, startOrder } from '../faults/order-process.ts';
import { seeded } from '../seeded.ts';

/** The decisions of the sagas that follow an order, and the commands that they send. */
const WRITES = ['withdrawPieces', 'settlePart', 'grant', 'settle', 'act', 'withdraw', 'end'];
const COMMANDS = [
  ...['payment.refund', 'payment.refund_part', 'stock.return', 'stock.return_part', 'delivery.cancel'],
  ...['delivery.move_shipment', 'notify.tell_refund', 'notify.tell_refund_part', 'notify.tell_pieces'],
  'notify.tell_shipment',
];
const LIVES = 12;
const ACTS = 14;

const random = seeded('lives');
const shop = await openShopWithoutOrder();

/** Starts the order process; with a point, one that dies there. */
const start = (point?: string) =>
  startOrder(shop, {
    url: shop.origins['order']!,
    env: { ORDER_DEADLINE_MS: '60000', LOG_LEVEL: 'error', ...(point && { ORDER_KILL_POINT: point }) },
    behind: true,
  });

test('an order process killed before and after each step that follows an order leaves nothing half done', async () => {
  const somewhere = (point: string) => `${point} ${1 + Math.floor(random() * 3)}`;
  const points = [...WRITES, ...COMMANDS]
    .flatMap((name) => [`before ${name}`, `after ${name}`])
    .map(somewhere);
  let running = await start();
  const { live, proveWhole } = await openLives(shop, random);
  let over = false;
  const living = Promise.all(Array.from({ length: LIVES }, () => live(ACTS, () => over)));
  // Heard below; until then it is not to end the process.
  living.catch(() => {});
  try {
    for (const point of points) {
      await running.end('SIGKILL');
      running = await start(point);
      const { process: child } = running;
      const dies = once(child, 'exit', { signal: AbortSignal.timeout(120_000) });
      dies.catch(() => {});
      if (child.signalCode === null) await Promise.race([dies, living]);
      if (child.signalCode !== 'SIGKILL') throw new Error(`${point}: ended with ${child.exitCode}`);
      console.log(`# died ${point}`);
    }
    running = await start();
  } finally {
    over = true;
  }
  await living;
  console.log(`# ${await proveWhole()} orders`);
});
