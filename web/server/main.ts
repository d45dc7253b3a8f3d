import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { openMetricsPort } from '@sagashop/chassis/observe/metrics-port';
import { processMetrics } from '@sagashop/chassis/observe/process-metrics';
import { createRegistry } from '@sagashop/chassis/observe/registry';
import { drain } from '@sagashop/chassis/service/drain';
import { onParentGone } from '@sagashop/chassis/service/parent';
import { instance } from '@sagashop/figures/instance';
import type { createRequestHandler, ServerBuild } from 'react-router';
import { answerer } from './answer.ts';
import { readAssets } from './assets.ts';
import { tellerOf, webLog } from './broken.ts';
import { type Settings, settings, tracingEnvironment } from './config.ts';
import { pageMeasures } from './measures.ts';
import type { Asking } from './request.ts';

const READY = join(import.meta.dirname, '..', 'build', 'ready');
const PATIENCE = 500; // ms for pages under way

/** What the build's entry gives besides rendering. */
interface Entry {
  createRequestHandler: typeof createRequestHandler;
  localeOf: (request: Asking) => string;
  /** From now on what breaks while a page is made is told to `tell`. */
  tellWhatBreaks: (tell: (error: unknown, request: Request) => void) => void;
}

/** What monitoring reads of the process. */
const WATCHED = new Set(['/health/live', '/health/ready', '/metrics']);

if (import.meta.main) await showPages();

/**
 * Shows the pages on HOST and PORT until a signal, or until the process that started this one is gone, and then ends
 * this process. A start that fails is told on standard error in one line and ends it with 1.
 */
export async function showPages(): Promise<never> {
  try {
    await run();
    return await new Promise<never>(() => {}); // it ends by itself
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

async function run(): Promise<void> {
  const set = settings();
  const { registry, answer, spans } = await openPages(set);
  // More than the gateway takes, which adds some of its own.
  const server = createServer({ maxHeaderSize: 96_000 }, async (request, response) => {
    const json = (body: object) =>
      response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
    if (WATCHED.has(request.url ?? '') && request.method !== 'GET' && request.method !== 'HEAD') {
      return response.writeHead(405, { allow: 'GET, HEAD' }).end();
    }
    if (request.url === '/health/live') return json({ status: 'live' });
    if (request.url === '/health/ready')
      return json({ status: 'ready', services: { web: 'ready' }, instance });
    if (request.url === '/metrics' && !set.metricsPort) {
      return response.setHeader('content-type', registry.contentType).end(await registry.metrics());
    }
    spans?.begin(request, response);
    await answer(request, response).catch(() => response.destroy());
  });
  // Longer than the gateway keeps a quiet connection, so that it never writes into one that we close.
  server.keepAliveTimeout = 75_000;
  leaveWhenTold(server, set.drain, { told: () => spans?.flush(), last: async () => spans?.stop() });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(set.port, set.host, resolve);
  });
  if (set.metricsPort) await openMetricsPort(registry, { host: set.host, port: set.metricsPort });
  process.send?.('ready');
}

async function openPages({ publicUrl, serviceWorker, log: logged }: Settings) {
  const file = join(READY, 'server', 'index.js');
  if (!existsSync(file))
    throw new Error('The pages are not built: npm start does that, or node web/build.ts.');
  const build = (await import(pathToFileURL(file).href)) as ServerBuild;
  // The build's own copy of React Router, as its pages use it.
  const entry = build.entry.module as unknown as Entry;
  const log = webLog(logged);
  const paths = Object.values(build.routes).flatMap((route) => route?.path ?? []);
  const tellBroken = tellerOf(log, paths);
  entry.tellWhatBreaks((error, { url, method, headers }) =>
    tellBroken(error, { url, method, trace: headers.get('traceparent') }),
  );
  const traced = tracingEnvironment();
  // Loaded only when there is somebody to tell.
  const spans = traced && (await (await import('./page-spans.ts')).pageSpans(traced, paths, log));
  const registry = createRegistry();
  processMetrics(registry);
  const assets = readAssets(join(READY, 'client'));
  if (!serviceWorker) assets.set('/sw.js', assets.get('/sw-off.js')!);
  const answer = answerer({
    handle: entry.createRequestHandler(build, 'production'),
    localeOf: entry.localeOf,
    assets,
    publicUrl,
    measures: pageMeasures(registry),
    broke: (error, { url = '/', method, headers }) =>
      tellBroken(error, { url, method, trace: headers['traceparent'] }),
  });
  return { registry, answer, spans };
}

function leaveWhenTold(
  server: Server,
  draining: number,
  { told, last }: { told: () => unknown; last: () => Promise<unknown> | undefined },
): void {
  const leave = async () => {
    await drain(server, draining);
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeIdleConnections();
    // A connection whose page was under way stays open: its caller may ask for more.
    await Promise.race([closed, sleep(Math.max(PATIENCE, draining))]);
    await last();
    process.exit(0);
  };
  let leaving: Promise<void> | undefined;
  const stop = () => {
    if (!leaving) told();
    leaving ??= leave();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  onParentGone(stop);
}
