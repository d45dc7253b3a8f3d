import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { aptUnpack, run, runs, type Tool } from './run.ts';

/** Prometheus and promtool: those that are installed, or Debian's, unpacked. Throws where neither can be had. */
export async function findPrometheus(folder: string): Promise<Tool> {
  if ((await runs('promtool', '--version')) && (await runs('prometheus', '--version')))
    return tool(`${dirname((await run('which', ['prometheus'])).trim())}/`);
  const kept = join(folder, 'prometheus.path');
  if (!existsSync(kept)) {
    await mkdir(folder, { recursive: true });
    const root = await aptUnpack(folder, 'prometheus');
    await run('sh', ['-c', `printf %s "${root}/usr/bin/" > "${kept}"`]);
  }
  return tool(await run('cat', [kept]));
}

async function tool(bin: string): Promise<Tool> {
  await run(`${bin}promtool`, ['--version']);
  return { env: { SAGASHOP_TEST_PROMETHEUS: `${bin}prometheus`, SAGASHOP_TEST_PROMTOOL: `${bin}promtool` } };
}
