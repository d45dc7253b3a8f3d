import { setTimeout as sleep } from 'node:timers/promises';
import { BACKLOG } from '@sagashop/chassis/http/create-app';
import { createLog } from '@sagashop/chassis/observe/log';
import { type MetricsPort, metricsPortOf } from '@sagashop/chassis/observe/metrics-port';
import { startTracing } from '@sagashop/chassis/observe/start-tracing';
import { addressOf, metricsAddress } from './address.ts';
import { type CliConfig, environment, readCliConfig } from './config.ts';
import { readRun, removeRun, writeRun } from './data-directory.ts';
import { openForTheFirstTime } from './first-start.ts';
import { type OperatorSession, openOperatorSession } from './operator-session.ts';
import { assertPortFree, freePort } from './port.ts';
import { openShop, type Shop } from './shop.ts';
import { lineOf } from './split/part-log.ts';
import type { Parts } from './split/processes.ts';
import { stopWish } from './stop-wish.ts';
import { startWeb } from './web.ts';

const PATIENCE = { open: 15_000, stop: 800 }; // ms to wait for the web process: when opening, when stopping

/** `sagashop up`: the whole shop, its pages in a process beside, until it is told to stop. Resolves to the exit code. */
export async function up(options: { demo: boolean }): Promise<number> {
  const started = performance.now();
  const config = readCliConfig();
  await assertPortFree(config.HOST, config.PORT);
  const stopped = stopWish();
  const port = await freePort();
  const tracing = await startTracing(environment(), createLog(config, 'sagashop'));
  const shop = await openShop(config, {
    demo: options.demo,
    progress: say,
    web: `http://127.0.0.1:${port}`,
  });
  let code = 0;
  let web: Parts | undefined;
  let operator: OperatorSession | undefined;
  let metrics: MetricsPort | undefined;
  try {
    metrics = await metricsPortOf(shop.metrics.registry, config);
    web = openWeb(shop, config, port);
    if (!shop.file.opened) await openForTheFirstTime(shop, config, say);
    await listen(shop, config, web, (operator = await openOperatorSession(shop.peers)));
    // A shop without pages is better than none: the API works, and the web process is tried again.
    await Promise.race([web.ready, stopped, sleep(PATIENCE.open, undefined, { ref: false })]);
    sayOpen(config, started);
    const why = await Promise.race([stopped, shop.postgresExited.then(() => 'database')]);
    if (why === 'database') {
      process.stderr.write(
        'The PostgreSQL server ended by itself; see postgres.log in the data directory.\n',
      );
      code = 1;
    }
  } finally {
    await removeRun(shop.directory);
    await operator?.end();
    await Promise.all([web?.stop(PATIENCE.stop), shop.stop()]);
    await tracing.stop();
    await metrics?.close();
  }
  return code;
}

function openWeb(shop: Shop, config: CliConfig, port: number): Parts {
  const warn = (line: string) => process.stderr.write(`${lineOf('web', line)}\n`);
  return startWeb(
    config,
    { port, demo: shop.file.demo },
    {
      changed: (parts) => {
        const [part] = parts.all;
        if (part?.state === 'waiting') warn(`the pages are away; they are started again (${part.restarts}).`);
        if (part?.state !== 'ready') return;
        readRun(shop.directory)
          .then((run) => run && writeRun(shop.directory, { ...run, processes: processesOf(parts) }))
          .catch((error: Error) => warn(error.message));
      },
      said: warn,
    },
  );
}

const processesOf = (parts: Parts) => parts.all.map(({ name, pid, port }) => ({ name, pid, port }));

async function listen(shop: Shop, config: CliConfig, web: Parts, operator: OperatorSession): Promise<void> {
  await shop.gateway.listen({ host: config.HOST, port: config.PORT, backlog: BACKLOG });
  await shop.start();
  await writeRun(shop.directory, {
    url: addressOf(config),
    ...metricsAddress(config),
    pid: process.pid,
    postgresPid: shop.postgresPid,
    token: operator.token,
    userDatabase: shop.databases['user'],
    processes: processesOf(web),
  });
}

function sayOpen(config: CliConfig, started: number): void {
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  say(`Sagashop is open at ${addressOf(config)} (started in ${seconds} s, stop with Ctrl-C).`);
}

function say(message: string): void {
  process.stdout.write(`${message}\n`);
}
