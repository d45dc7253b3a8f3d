import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { until } from '../../cli/test/scratch.ts';
import { prepare, underOrders } from '../faults/orders.ts';
import { ownPostgres } from '../faults/own-postgres.ts';
import { openTestShop } from '../journeys/test-shop.ts';

const BLOCK = Buffer.alloc(64 * 1024);

/** A small disk of our own; undefined where none may be made. */
function smallDisk(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'sagashop-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=192m,mode=0700', 'tmpfs', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
}

function fill(file: string): void {
  const handle = openSync(file, 'w');
  try {
    for (let size = BLOCK.length; size >= 1; ) {
      try {
        writeSync(handle, BLOCK, 0, size);
      } catch (error) {
        if ((error as { code?: string }).code !== 'ENOSPC') throw error;
        size >>= 1;
      }
    }
  } finally {
    closeSync(handle);
  }
}

const disk = smallDisk();
// After the test, whose server is on it.
after(() => {
  if (!disk) return;
  execFileSync('umount', ['-l', disk]);
  rmSync(disk, { recursive: true });
});

test('a disk that is full stops orders, breaks none, and they go on when there is room again', async () => {
  if (!disk) {
    console.log('# Only root may mount a small disk. tests/faults has the same error without one.');
    return;
  }
  const settings = { min_wal_size: '32MB', max_wal_size: '32MB' };
  const server = await ownPostgres(settings, disk);
  const shop = await openTestShop().finally(() => server.endLast());
  const productId = await prepare(shop);
  const ballast = join(disk, 'ballast');
  await underOrders(shop, { [productId]: 32 }, async ({ confirmed, orders }) => {
    await confirmed(50);
    fill(ballast);
    const full = performance.now();
    await until(() => orders.filter(({ status }) => status === 503).length >= 16, 60_000);
    const refused = performance.now();
    rmSync(ballast);
    await server.startAgain();
    await confirmed(100);
    const [first, back] = [refused - full, performance.now() - refused].map(Math.round);
    console.log(
      `# disk full: orders refused after ${first} ms; 100 more confirmed ${back} ms after there was room`,
    );
  });
});
