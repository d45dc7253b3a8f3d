import { BACKLOG } from '@sagashop/chassis/http/create-app';
import { createLog } from '@sagashop/chassis/observe/log';
import { type MetricsPort, metricsPortOf } from '@sagashop/chassis/observe/metrics-port';
import { startTracing } from '@sagashop/chassis/observe/start-tracing';
import { drain } from '@sagashop/chassis/service/drain';
import { addressOf } from './address.ts';
import { environment, readCliConfig } from './config.ts';
import { host } from './host.ts';
import { assertPortFree } from './port.ts';
import { assertKnown, EVERYTHING } from './services.ts';
import { stopWish } from './stop-wish.ts';

/**
 * `sagashop serve [service…]`: hosts these services (all when none is named) on HOST and PORT, each on its own
 * database (`PAYMENT_DATABASE_URL`), and reaches the others at their `PAYMENT_URL`. Told to stop, it goes on for
 * SAGASHOP_DRAIN seconds while others learn of it. Resolves to the exit code; throws when a name is no service's,
 * or something that it needs is not there.
 */
export async function serve(names: readonly string[]): Promise<number> {
  assertKnown(names, EVERYTHING);
  const config = readCliConfig();
  await assertPortFree(config.HOST, config.PORT);
  const stopped = stopWish();
  const env = environment();
  const wanted = names.length > 0 ? names : EVERYTHING;
  const name = names.length > 0 ? names.join('+') : 'sagashop';
  const log = createLog(config, name);
  const tracing = await startTracing(env, log);
  if (wanted.length === 1) tracing.call(wanted[0]!);
  const hosted = await host(env, log, wanted);
  let metrics: MetricsPort | undefined;
  try {
    metrics = await metricsPortOf(hosted.metrics.registry, config);
    await hosted.gateway.listen({ host: config.HOST, port: config.PORT, backlog: BACKLOG });
    await hosted.start();
    process.stdout.write(`Serving ${wanted.join(', ')} at ${addressOf(config)} (stop with Ctrl-C).\n`);
    await stopped;
    await drain(hosted.gateway.server, config.SAGASHOP_DRAIN * 1000);
  } finally {
    await hosted.stop(config.SAGASHOP_DRAIN * 1000);
    await tracing.stop();
    await metrics?.close();
  }
  return 0;
}
