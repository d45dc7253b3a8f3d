import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../cli/src/port.ts';
import { endShop, type RunningShop, startShop } from '../../tests/faults/running-shop.ts';

interface Sample {
  metric: Record<string, string>;
  value: [number, string];
}

/** A shop with a process for each service, and a Prometheus that reads all of them each second. */
export interface WatchedShop {
  shop: RunningShop;
  directory: string;
  pidOf(service: string): number;
  /** The samples of an expression now. Throws when Prometheus refuses it. */
  query(expr: string): Promise<Sample[]>;
  close(): Promise<void>;
}

/** Opens both; `rules` is a file with Prometheus' rules, of which each `for` is made short. */
export async function openWatchedShop(rules: string): Promise<WatchedShop> {
  const directory = await mkdtemp(join(tmpdir(), 'sagashop-watched-'));
  const env = { AUDIT_EVERY_MS: '1000', SAGASHOP_HUNG_AFTER: '0' };
  const shop = await startShop(join(directory, 'data'), ['--split'], env);
  const processes = shop.run['processes'] as { name: string; pid: number; port: number }[];
  const port = await freePort();
  const prometheus = await startPrometheus(directory, rules, processes, port);
  const url = `http://127.0.0.1:${port}`;
  const close = async () => {
    prometheus.kill('SIGKILL');
    await endShop(shop, 'SIGTERM');
    await rm(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  const query = async (expr: string) => {
    const answer = await fetch(`${url}/api/v1/query?query=${encodeURIComponent(expr)}`);
    const { data, error } = (await answer.json()) as { data: { result: Sample[] }; error?: string };
    if (error) throw new Error(`${error}: ${expr}`);
    return data.result;
  };
  await until(() => query('up == 1').then((up) => up.length === processes.length)).catch(async (error) => {
    await close();
    throw error;
  });
  return {
    ...{ shop, directory: join(directory, 'data'), query, close },
    pidOf: (service) => processes.find(({ name }) => name === service)!.pid,
  };
}

async function startPrometheus(
  directory: string,
  rules: string,
  processes: readonly { name: string; port: number }[],
  port: number,
): Promise<ChildProcess> {
  const targets = processes.map((part) => ({
    targets: [`127.0.0.1:${part.port}`],
    labels: { part: part.name },
  }));
  const config = {
    global: { scrape_interval: '1s', scrape_timeout: '1s', evaluation_interval: '1s' },
    rule_files: [join(directory, 'rules.yaml')],
    scrape_configs: [{ job_name: 'sagashop', static_configs: targets }],
  };
  const quick = (await readFile(rules, 'utf8')).replaceAll(/for: \d+m/g, 'for: 1s');
  await writeFile(join(directory, 'rules.yaml'), quick);
  await writeFile(join(directory, 'prometheus.json'), JSON.stringify(config)); // JSON is YAML
  await mkdir(join(directory, 'tsdb'));
  const args = [
    `--config.file=${join(directory, 'prometheus.json')}`,
    `--storage.tsdb.path=${join(directory, 'tsdb')}`,
    `--web.listen-address=127.0.0.1:${port}`,
  ];
  return spawn(resolve(process.env['SAGASHOP_TEST_PROMETHEUS']!), args, { stdio: 'ignore' });
}

/** Waits until `look` finds something, a minute at most. */
export async function until(look: () => Promise<unknown>): Promise<void> {
  let why = '';
  for (let tries = 0; tries < 300; tries++) {
    const found = await look().catch((error: Error) => {
      why = error.message;
    });
    if (found) return;
    await sleep(200);
  }
  throw new Error(`It did not come to pass within a minute. ${why}`);
}
