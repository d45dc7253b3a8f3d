import { flushCompileCache } from 'node:module';
import { Type } from 'typebox';
import { type Env, environment, LogConfig, rateLimits, readConfig } from '../config/config.ts';
import type { App } from '../http/app.ts';
import { BACKLOG } from '../http/create-app.ts';
import { createLog } from '../observe/log.ts';
import { createMetrics } from '../observe/metrics.ts';
import { metricsPortOf } from '../observe/metrics-port.ts';
import { startTracing } from '../observe/start-tracing.ts';
import { httpPeers } from './http-peers.ts';
import { MANIFESTS } from './manifests.ts';
import { openService } from './open-service.ts';
import { type Origins, openOrigins, originsOf } from './origins.ts';
import { onParentGone } from './parent.ts';
import type { OpenService, ServiceContext } from './service.ts';
import { serviceApp } from './service-app.ts';
import { readServiceKeys, type ServiceKeys, warnOfShared } from './service-keys.ts';
import { subscribersOf } from './topology.ts';

/** What a process of one service reads besides what the service does. */
export const ProcessConfig = Type.Object({
  HOST: Type.String({ default: '127.0.0.1' }),
  PORT: Type.Integer({ minimum: 1, maximum: 65_535 }),
  METRICS_PORT: Type.Optional(Type.Integer({ minimum: 1, maximum: 65_535 })),
  ...LogConfig.properties,
});
const PATIENCE = 500; // ms for requests under way; an order goes on from the log, its key finds its outcome

/** What a process of the shop is given. */
export interface ProcessContext extends ServiceContext {
  keys: ServiceKeys;
  origins: Origins;
}

/** What it runs until it is told to stop. */
export interface Running {
  app: App;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Runs the service `name` as this process. Ends the process when it is over. */
export function runService(name: string, open: OpenService): Promise<void> {
  return runProcess(name, async (context) => {
    const service = await openService(open, context);
    const app = serviceApp({ ...context, services: [service], rates: rateLimits(context.env) });
    return { app, start: () => service.start(), stop: () => service.stop() };
  });
}

/**
 * Opens, listens on HOST and PORT, tells a parent that forked it that it is ready, and stops at a signal or when
 * that parent is gone. A start that fails is told on standard error in one line and ends the process with 1.
 */
export async function runProcess(
  name: string,
  open: (context: ProcessContext) => Promise<Running>,
): Promise<void> {
  const stopped = stopWish();
  let code = 0;
  try {
    const env = environment();
    const config = readConfig(ProcessConfig, env);
    const log = createLog(config, name);
    const metrics = createMetrics(env);
    const tracing = await startTracing(env, log);
    tracing.call(name);
    const keys = readServiceKeys(env);
    keys.signerOf(name);
    warnOfShared(keys, log);
    const origins = openOrigins(originsOf(namesIn(env), env));
    const peers = httpPeers({ origins, keys, as: name, metrics, log, subscribers: subscribersOf(MANIFESTS) });
    const running = await open({ env, peers, log, metrics, keys, origins });
    await metricsPortOf(metrics.registry, config);
    await running.app.listen({ host: config.HOST, port: config.PORT, backlog: BACKLOG });
    await running.start();
    // Now, not at the end: writing what was compiled can take seconds, and an end must not.
    flushCompileCache();
    process.send?.('ready');
    await stopped;
    tracing.flush();
    await Promise.race([running.app.close(), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
    await running.stop();
    await tracing.stop();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    code = 1;
  }
  process.exit(code);
}

/** The names before `_URL` that could be a service's: others may have put their own there. */
function namesIn(env: Env): string[] {
  return Object.entries(env).flatMap(([name, url]) =>
    /^https?:/.test(url ?? '') ? (/^([A-Z]+)_URL$/.exec(name)?.[1]?.toLowerCase() ?? []) : [],
  );
}

function stopWish(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
    onParentGone(() => resolve());
  });
}
