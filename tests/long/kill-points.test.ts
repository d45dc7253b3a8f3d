import { once } from 'node:events';
import { test } from 'node:test';
import postgres from 'postgres';
import { openShopWithoutOrder, startOrder } from '../faults/order-process.ts';
import { prepare, underOrders } from '../faults/orders.ts';
import { seeded } from '../seeded.ts';

const WRITES = [
  'start',
  'the order is confirmed',
  'confirm',
  'turn back',
  'the order is cancelled',
  'cancel',
  'end',
];
const COMMANDS = [
  'payment.hold',
  'stock.reserve',
  'delivery.book',
  'payment.capture',
  'stock.take',
  'notify.tell',
];
const UNDOS = ['payment.release', 'stock.release', 'delivery.cancel'];

const random = seeded('kill points');
const shop = await openShopWithoutOrder();
const somewhere = (point: string) => `${point} ${1 + Math.floor(random() * 15)}`;
const around = (names: string[]) =>
  names.flatMap((name) => [`before ${name}`, `after ${name}`]).map(somewhere);

/** Starts the order process; with a point, one that dies there. */
const start = (point?: string) =>
  startOrder(shop, {
    url: shop.origins['order']!,
    env: { ORDER_DEADLINE_MS: '30000', LOG_LEVEL: 'error', ...(point && { ORDER_KILL_POINT: point }) },
    behind: true,
  });

/** Lets the order process die at each of the points in turn under load, and proves the shop whole. */
async function dieAt(points: readonly string[]): Promise<void> {
  let running = await start();
  const [plenty, none] = [await prepare(shop), await prepare(shop, 0)];
  await underOrders(shop, { [plenty]: 12, [none]: 4 }, async ({ confirmed }) => {
    await confirmed(10);
    for (const point of points) {
      await running.end('SIGKILL');
      running = await start(point);
      const { process: child } = running;
      const served = performance.now();
      if (child.signalCode === null) await once(child, 'exit', { signal: AbortSignal.timeout(120_000) });
      if (child.signalCode !== 'SIGKILL') throw new Error(`${point}: ended with ${child.exitCode}`);
      console.log(`# died ${point}, ${Math.round(performance.now() - served)} ms after it served`);
    }
    await start();
    const started = performance.now();
    await confirmed(20);
    console.log(`# 20 more confirmed ${Math.round(performance.now() - started)} ms after the last start`);
  });
}

test('an order process killed before and after each of its writes leaves no order half done', async () => {
  await dieAt(around(WRITES));
});

test('an order process killed before or after each command leaves no order half done', async () => {
  // Before or after each, as the seed has it: the runs of many days see both.
  const drawn = [...COMMANDS, ...UNDOS].map((name) => `${random() < 0.5 ? 'before' : 'after'} ${name}`);
  await dieAt(drawn.map(somewhere));
});

test('an order process killed while it goes on from the log leaves no order half done', async () => {
  const recovery = ['before claim', 'after claim'].map((point) => `${point} 1`);
  await dieAt([...recovery, ...around(['end']), ...recovery]);
});

test('an order process killed around what it saves for the timeline only leaves no order half done', async () => {
  // Orders wait for their money, longer than a state stays unsaved.
  const sql = postgres(shop.urls['payment']!, { max: 1, onnotice: () => {} });
  let over = false;
  const holding = (async () => {
    while (!over) {
      await sql.begin(async (tx) => {
        await tx`lock table holds in exclusive mode`;
        await tx`select pg_sleep(1.5)`;
      });
      await sql`select pg_sleep(0.5)`;
    }
  })();
  try {
    await dieAt(['before timeline 1', 'after timeline 3']);
  } finally {
    over = true;
    await holding;
    await sql.end();
  }
});
