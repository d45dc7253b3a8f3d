import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addressOf, metricsAddress } from '../address.ts';
import { type CliConfig, readCliConfig } from '../config.ts';
import { removeRun, writeRun } from '../data-directory.ts';
import { type Ground, openGround } from '../ground.ts';
import { assertPortFree, freePort } from '../port.ts';
import { EVERYTHING, SERVICES, urlVariables } from '../services.ts';
import { stopWish } from '../stop-wish.ts';
import { webEnvironment } from '../web.ts';
import { operatorElsewhere, type SplitOperator } from './operator.ts';
import { partEnvironment } from './part-environment.ts';
import { lineOf } from './part-log.ts';
import { openPicture, type Picture } from './picture.ts';
import { type Parts, startParts } from './processes.ts';

const PATIENCE = { parts: 1000, postgres: 600 }; // ms; together below the two seconds that we promise

/**
 * `sagashop up --split`: PostgreSQL, and each service and the gateway as a process of its own, until it is told
 * to stop. Resolves to the exit code. Throws when one of them cannot start; nothing is left running then.
 */
export async function upSplit(options: { demo: boolean }): Promise<number> {
  const started = performance.now();
  const config = readCliConfig();
  await assertPortFree(config.HOST, config.PORT);
  const picture = openPicture(process.stdout);
  const stopped = stopWish();
  const ground = await openGround(config, { demo: options.demo, progress: picture.say });
  let parts: Parts | undefined;
  let operator: SplitOperator | undefined;
  try {
    const compiled = compileOnce(ground);
    if (!ground.file.opened) await fillAlone(ground, config, picture);
    await Promise.race([compiled, stopped]);
    const open = await startAll(ground, config, picture);
    ({ parts, operator } = open);
    const first = await Promise.race([parts.ready.then(() => 'ready'), stopped, databaseEnded(ground)]);
    if (first === 'ready') {
      await open.noteRun();
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      picture.say(`Sagashop is open at ${addressOf(config)} (started in ${seconds} s, stop with Ctrl-C).`);
    }
    const why = await Promise.race([stopped, databaseEnded(ground)]);
    if (why !== 'database') return 0;
    picture.say('The PostgreSQL server ended by itself; see postgres.log in the data directory.');
    return 1;
  } finally {
    await removeRun(ground.directory);
    await operator?.end();
    await parts?.stop(PATIENCE.parts);
    await ground.close(PATIENCE.postgres);
  }
}

async function databaseEnded(ground: Ground): Promise<string> {
  await ground.postgres.exited;
  return 'database';
}

/** The first start's users and demo data, made by the services in this process before they are split. */
async function fillAlone(ground: Ground, config: CliConfig, picture: Picture): Promise<void> {
  const { openShopOn } = await import('../shop.ts');
  const { openForTheFirstTime } = await import('../first-start.ts');
  const shop = await openShopOn(ground, config);
  try {
    await openForTheFirstTime(shop, config, picture.say);
  } finally {
    await shop.stop();
  }
}

const KILLABLE = { SAGASHOP_LAB_KILLS: '1' };

const partEnv = (ground: Ground, name: string | null) => ({
  NODE_COMPILE_CACHE: ground.env['NODE_COMPILE_CACHE'] ?? join(ground.directory, 'compiled'),
  ...partEnvironment(ground, name),
});

/** Where links in mails lead: to the gateway, and not to the port that notify has for itself. */
const mailLinks = (ground: Ground, config: CliConfig) => ({
  SAGASHOP_PUBLIC_URL: ground.env['SAGASHOP_PUBLIC_URL'] || addressOf(config),
});

/**
 * Before the processes start for the first time: strips and compiles what they load, once for all of them. Each
 * starts in a third of the time then, and has no compiler of types in its memory. They do without when it fails.
 */
async function compileOnce(ground: Ground): Promise<void> {
  const env = partEnv(ground, null);
  if (existsSync(env.NODE_COMPILE_CACHE)) return;
  const main = fileURLToPath(new URL('./compile.ts', import.meta.url));
  const child = spawn(process.execPath, [main], { env, stdio: 'ignore' });
  await once(child, 'exit').catch(() => {});
}

async function startAll(ground: Ground, config: CliConfig, picture: Picture) {
  const ports: Record<string, number> = {};
  for (const name of SERVICES) ports[name] = await freePort();
  const urls = Object.fromEntries(SERVICES.map((name) => [name, `http://127.0.0.1:${ports[name]}`]));
  ports['gateway'] = config.PORT;
  ports['web'] = await freePort();
  const web = { web: `http://127.0.0.1:${ports['web']}` };
  const where = urlVariables({ ...urls, ...web });
  const operator = operatorElsewhere(ground, urls['user']!, config);
  let open = false;
  const noteRun = async () => {
    open = true;
    await writeRun(ground.directory, {
      url: addressOf(config),
      ...metricsAddress(config),
      pid: process.pid,
      postgresPid: ground.postgres.pid,
      token: (await operator.session()).token,
      userDatabase: ground.databases['user'],
      processes: parts.all.map(({ name, pid, port }) => ({ name, pid, port })),
      origins: Object.values(urls),
    });
  };
  const parts = startParts({
    ports: Object.fromEntries([...EVERYTHING, 'web'].map((name) => [name, ports[name]!])),
    envOf: (name) =>
      name === 'web'
        ? webEnvironment(config, ground.file)
        : name === 'gateway'
          ? { ...partEnv(ground, name), ...where, HOST: config.HOST }
          : // Each has a port that is its own, and this machine's: its metrics may stand there. It is started anew below.
            {
              ...{
                ...partEnv(ground, name),
                ...where,
                ...KILLABLE,
                HOST: '127.0.0.1',
                METRICS_PORT: undefined,
              },
              ...(name === 'notify' && mailLinks(ground, config)),
            },
    hungAfter: config.SAGASHOP_HUNG_AFTER,
    changed: (part) => {
      // The first ones come while the list is still being made.
      setImmediate(() => picture.show(parts.all, { ...part }));
      if (open && part.state === 'ready') noteRun().catch((error: Error) => picture.say(error.message));
    },
    said: (name, line) => picture.say(lineOf(name, line)),
  });
  parts.ready.catch(() => {}); // told to whoever waits for it, who may have gone
  return { parts, noteRun, operator };
}
