import { BACKLOG } from '@sagashop/chassis/http';
import { addressOf } from './address.ts';
import { type CliConfig, readCliConfig } from './config.ts';
import { removeRun, writeRun } from './data-directory.ts';
import { openForTheFirstTime, operatorToken } from './first-start.ts';
import { assertPortFree } from './port.ts';
import { openShop, type Shop } from './shop.ts';
import { stopWish } from './stop-wish.ts';

/** `sagashop up`: the whole shop in this process, until it is told to stop. Resolves to the exit code. */
export async function up(options: { demo: boolean }): Promise<number> {
  const started = performance.now();
  const config = readCliConfig();
  await assertPortFree(config.HOST, config.PORT);
  const stopped = stopWish();
  const shop = await openShop(config, { demo: options.demo, progress: say });
  let code = 0;
  try {
    if (!shop.file.opened) await openForTheFirstTime(shop, config, say);
    await listen(shop, config);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    say(`Sagashop is open at ${addressOf(config)} (started in ${seconds} s, stop with Ctrl-C).`);
    const why = await Promise.race([stopped, shop.postgresExited.then(() => 'database')]);
    if (why === 'database') {
      process.stderr.write(
        'The PostgreSQL server ended by itself; see postgres.log in the data directory.\n',
      );
      code = 1;
    }
  } finally {
    await removeRun(shop.directory);
    await shop.stop();
  }
  return code;
}

async function listen(shop: Shop, config: CliConfig): Promise<void> {
  await shop.gateway.listen({ host: config.HOST, port: config.PORT, backlog: BACKLOG });
  await shop.start();
  await writeRun(shop.directory, {
    url: addressOf(config),
    pid: process.pid,
    postgresPid: shop.postgresPid,
    token: await operatorToken(shop),
    userDatabase: shop.databases['user'],
  });
}

function say(message: string): void {
  process.stdout.write(`${message}\n`);
}
