import { BACKLOG } from '@sagashop/chassis/http';
import { createLog } from '@sagashop/chassis/log';
import { addressOf } from './address.ts';
import { environment, readCliConfig } from './config.ts';
import { host } from './host.ts';
import { assertPortFree } from './port.ts';
import { EVERYTHING } from './services.ts';
import { stopWish } from './stop-wish.ts';

/**
 * `sagashop serve [service…]`: hosts these services (all when none is named) on HOST and PORT, each on its own
 * database (`PAYMENT_DATABASE_URL`), and reaches the others at their `PAYMENT_URL`. Resolves to the exit code;
 * throws when a name is no service's, or something that it needs is not there. `serve web` shows the pages, alone.
 */
export async function serve(names: readonly string[]): Promise<number> {
  if (names.length === 1 && names[0] === 'web') {
    // It listens and stops by itself: pages never share a process with orders.
    await import('@sagashop/web/process');
    return new Promise(() => {});
  }
  const odd = names.find((name) => !EVERYTHING.includes(name));
  if (odd !== undefined)
    throw new Error(`There is no service '${odd}'. There are: ${EVERYTHING.join(', ')}, and web alone.`);
  const config = readCliConfig();
  await assertPortFree(config.HOST, config.PORT);
  const stopped = stopWish();
  const env = environment();
  const wanted = names.length > 0 ? names : EVERYTHING;
  const hosted = await host(env, createLog(config.LOG_LEVEL), wanted);
  try {
    await hosted.gateway.listen({ host: config.HOST, port: config.PORT, backlog: BACKLOG });
    await hosted.start();
    process.stdout.write(`Serving ${wanted.join(', ')} at ${addressOf(config)} (stop with Ctrl-C).\n`);
    await stopped;
  } finally {
    await hosted.stop();
  }
  return 0;
}
