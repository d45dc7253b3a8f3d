import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { newId } from '@sagashop/kernel/ids';
import { newDatabase, opened } from '../opened.ts';

interface Told {
  product: string;
  availability: string;
  left?: number;
  sequence: number;
}

const stock = await opened(await newDatabase());
await stock.service.start();
after(() => stock.service.stop());

function toldOf(product: string): Told[] {
  const bodies = stock.told.flatMap(({ type, bodies }) =>
    type === 'stock.availability_changed' ? (bodies as Told[]) : [],
  );
  return bodies.filter((body) => body.product === product);
}

async function levels(product: string, expected: string[]): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (toldOf(product).length < expected.length && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const told = toldOf(product);
  assert.deepEqual(
    told.map((body) => body.availability),
    expected,
  );
  assert.deepEqual(
    told.map((body) => body.sequence),
    told.map((body) => body.sequence).sort((a, b) => a - b),
  );
}

test('a product tells when it is there, gets low, is out and is there again, and nothing in between', async () => {
  const [apples] = await stock.products(10);
  await levels(apples!, ['in_stock']);
  await stock.reserve(newId(), [apples!, 4]);
  const last = newId();
  await stock.reserve(last, [apples!, 1]);
  await levels(apples!, ['in_stock', 'low']);
  const rest = newId();
  await stock.reserve(rest, [apples!, 5]);
  await levels(apples!, ['in_stock', 'low', 'out']);
  await stock.release(rest);
  await levels(apples!, ['in_stock', 'low', 'out', 'low']);
  await stock.take(last);
  await stock.receive(apples!, 1);
  await levels(apples!, ['in_stock', 'low', 'out', 'low', 'in_stock']);
});

test('of the last few it is told how many there are, each time that changes, and of others never', async () => {
  const [apples] = await stock.products(6);
  const order = newId();
  await stock.reserve(order, [apples!, 2]);
  await levels(apples!, ['in_stock', 'low']);
  await stock.reserve(newId(), [apples!, 1]);
  await levels(apples!, ['in_stock', 'low', 'low']);
  await stock.take(order); // as many are left as before
  await stock.receive(apples!, 2);
  await levels(apples!, ['in_stock', 'low', 'low', 'low']);
  await stock.reserve(newId(), [apples!, 5]);
  await levels(apples!, ['in_stock', 'low', 'low', 'low', 'out']);
  assert.deepEqual(
    toldOf(apples!).map(({ left }) => left),
    [undefined, 4, 3, 5, undefined],
  );
});

test('a batch that takes a product away and gives it back tells nothing', async () => {
  const [apples] = await stock.products(10);
  await levels(apples!, ['in_stock']);
  const order = newId();
  await Promise.all([stock.reserve(order, [apples!, 10]), stock.release(order)]);
  await stock.reserve(newId(), [apples!, 10]);
  await levels(apples!, ['in_stock', 'out']);
});
