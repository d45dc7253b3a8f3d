import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../cli/src/port.ts';
import { databaseVariables } from '../../cli/src/services.ts';
import { PEERS } from '../peers/install.ts';
import type { Site } from '../site/site.ts';
import { startProgram, startServer } from './children.ts';
import type { Peer, Stand } from './stand.ts';

const SYSTEM = 'dbos_system';

/** DBOS Transact: one process; its workflows are kept in a database of its own, which ends with the stand. */
export async function openDbos(site: Site, signal: AbortSignal): Promise<Stand> {
  const { ground, engine } = site;
  const url = new URL(ground.postgres.superuserUrl);
  url.pathname = `/${SYSTEM}`;
  const drop = () => engine`drop database if exists ${engine(SYSTEM)} with (force)`;
  const env = { ...databaseVariables(ground.databases), DBOS_SYSTEM_DATABASE_URL: url.href };
  try {
    const port = await freePort();
    const stand = await startProgram('dbos', [programOf('dbos')], { env, port, path: '/health', signal });
    return {
      ...stand,
      stop: async () => {
        await stand.stop();
        await drop();
      },
    };
  } catch (error) {
    await drop();
    throw error;
  }
}

// What its documentation offers for one small machine. Its own choices, 24 partitions and a log that is made to be
// replicated between servers, cost its server twice the processor time. Everything is still written and synced to disk.
const SETTINGS = {
  RESTATE_DEFAULT_NUM_PARTITIONS: '1',
  RESTATE_BIFROST__DEFAULT_PROVIDER: 'local',
  RESTATE_LOG_FILTER: 'error',
  RESTATE_DISABLE_TELEMETRY: 'true',
};

/** Restate: its server with data in the site's folder, and a process with the handlers and the front. */
export async function openRestate(site: Site, signal: AbortSignal): Promise<Stand> {
  const folder = join(site.folder, 'restate');
  const started: Stand[] = [];
  const stop = async () => {
    for (const one of started.toReversed()) await one.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  const [node, ingress, admin, handlers, port] = await freePorts(5);
  const env = {
    ...SETTINGS,
    RESTATE_BASE_DIR: folder,
    RESTATE_NODE_NAME: 'bench',
    RESTATE_LISTEN_MODE: 'tcp',
    RESTATE_BIND_IP: '127.0.0.1',
    RESTATE_BIND_PORT: String(node),
    RESTATE_INGRESS__BIND_PORT: String(ingress),
    RESTATE_ADMIN__BIND_PORT: String(admin),
  };
  try {
    started.push(
      await startServer('restate', restateServer(), { env, port: admin!, path: '/health', signal }),
    );
    const front = await startProgram('handlers', [programOf('restate')], {
      env: {
        ...databaseVariables(site.ground.databases),
        RESTATE_INGRESS_URL: `http://127.0.0.1:${ingress}`,
        RESTATE_HANDLERS_PORT: String(handlers),
      },
      ...{ port: port!, path: '/health', signal },
    });
    started.push(front);
    await tellHandlers(`http://127.0.0.1:${admin}`, `http://127.0.0.1:${handlers}`, signal);
    return { url: front.url, pids: Object.assign({}, ...started.map(({ pids }) => pids)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Tells Restate's server where the handlers are. Throws what it answers when it does not take them. */
async function tellHandlers(admin: string, uri: string, signal: AbortSignal): Promise<void> {
  const answer = await fetch(`${admin}/deployments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ uri }),
    signal,
  });
  if (!answer.ok) throw new Error(`Restate does not take the handlers: ${await answer.text()}`);
}

/** The server itself, not the package's command: that is one more process of Node around it. */
function restateServer(): string {
  const { resolve } = createRequire(new URL('restate/package.json', PEERS));
  return resolve(`@restatedev/restate-server-${process.platform}-${process.arch}/bin/restate-server`);
}

function programOf(peer: Peer): string {
  return fileURLToPath(new URL(`${peer}/main.ts`, PEERS));
}

async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = [];
  while (ports.length < count) ports.push(await freePort());
  return ports;
}
