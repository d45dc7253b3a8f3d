import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onParentGone } from '@sagashop/chassis/parent';
import { processMetrics } from '@sagashop/chassis/process-metrics';
import { Registry } from 'prom-client';
import type { createRequestHandler, ServerBuild } from 'react-router';
import { answerer } from './answer.ts';
import { readAssets } from './assets.ts';
import { settings, tracingEnvironment } from './config.ts';

const READY = join(import.meta.dirname, '..', 'build', 'ready');
const PATIENCE = 500; // ms for pages under way

/** What the build's entry gives besides rendering. */
interface Entry {
  createRequestHandler: typeof createRequestHandler;
  languageOf: (request: Request) => string;
}

try {
  await run();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

/** Shows the pages on HOST and PORT until a signal, or until the process that started this one is gone. */
async function run(): Promise<void> {
  const { host, port, publicUrl } = settings();
  const file = join(READY, 'server', 'index.js');
  if (!existsSync(file))
    throw new Error('The pages are not built: npm start does that, or node web/build.ts.');
  const build = (await import(pathToFileURL(file).href)) as ServerBuild;
  // The build's own copy of React Router, as its pages use it.
  const entry = build.entry.module as unknown as Entry;
  const handle = entry.createRequestHandler(build, 'production');
  const { languageOf } = entry;
  const answer = answerer({ handle, languageOf, assets: readAssets(join(READY, 'client')), publicUrl });
  const traced = tracingEnvironment();
  const spans =
    traced &&
    (await (
      await import('./page-spans.ts')
    ).pageSpans(
      traced,
      Object.values(build.routes).flatMap((route) => route ?? []),
    ));
  const registry = new Registry();
  processMetrics(registry);
  const server = createServer({ maxHeaderSize: 80_000 }, async (request, response) => {
    const json = (body: object) =>
      response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
    if (request.url === '/health/live') return json({ status: 'live' });
    if (request.url === '/health/ready') return json({ status: 'ready', services: { web: 'ready' } });
    if (request.url === '/metrics') {
      return response.setHeader('content-type', registry.contentType).end(await registry.metrics());
    }
    spans?.begin(request, response);
    await answer(request, response).catch(() => response.destroy());
  });
  // Longer than the gateway keeps a quiet connection, so that it never writes into one that we close.
  server.keepAliveTimeout = 75_000;
  const stop = () => {
    const spansSent = spans?.stop();
    server.close(() => Promise.resolve(spansSent).then(() => process.exit(0)));
    server.closeIdleConnections();
    setTimeout(() => process.exit(0), PATIENCE);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  onParentGone(stop);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  process.send?.('ready');
}
