import { test } from 'node:test';
import postgres from 'postgres';
import { dieAt, openMortalShop } from '../faults/mortal-order.ts';
import { seeded } from '../faults/orders.ts';

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
const shop = await openMortalShop();
const somewhere = (point: string) => `${point} ${1 + Math.floor(random() * 15)}`;
const around = (names: string[]) =>
  names.flatMap((name) => [`before ${name}`, `after ${name}`]).map(somewhere);

test('an order process killed before and after each of its writes leaves no order half done', async () => {
  await dieAt(shop, around(WRITES));
});

test('an order process killed before and after each command leaves no order half done', async () => {
  await dieAt(shop, around([...COMMANDS, ...UNDOS]));
});

test('an order process killed while it goes on from the log leaves no order half done', async () => {
  const recovery = ['before claim', 'after claim'].map((point) => `${point} 1`);
  await dieAt(shop, [...recovery, ...around(['end']), ...recovery, ...recovery]);
});

test('an order process killed around what it saves for the timeline only leaves no order half done', async () => {
  // Orders wait for their money, longer than a state stays unsaved.
  const sql = postgres(shop.databases['payment']!, { max: 1, onnotice: () => {} });
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
    await dieAt(shop, ['before timeline 1', 'after timeline 3']);
  } finally {
    over = true;
    await holding;
    await sql.end();
  }
});
