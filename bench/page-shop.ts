import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../cli/src/port.ts';

/** A shop on a free port with demo goods and data of its own, gone when it is closed. */
export async function openPageShop() {
  const directory = mkdtempSync(join(tmpdir(), 'bench-pages-'));
  const at = await freePort();
  const main = join(import.meta.dirname, '../cli/src/main.ts');
  const own = { PORT: String(at), SAGASHOP_DATA: join(directory, 'data'), SAGASHOP_RATE_LIMITS: 'off' };
  const env = { ...process.env, ...own };
  const child = spawn(process.execPath, [main, 'up'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const url = `http://localhost:${at}`;
  const ready = () =>
    fetch(`${url}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await ready())) {
    if (child.exitCode !== null) throw new Error('The shop did not start; are the pages built?');
    await pause(200);
  }
  const close = async () => {
    child.kill('SIGTERM');
    await once(child, 'exit');
    rmSync(directory, { recursive: true, force: true });
  };
  return { url, close };
}
