import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { type RunningPostgres, startPostgres } from '../../cli/src/postgres/start.ts';
import { lives } from '../../cli/test/scratch.ts';
import { weakLine } from '../../packages/chassis/test/weak-line.ts';

/**
 * A PostgreSQL of a test's own, durable as a shop's, at an address that it keeps when it is started again. To be
 * opened before what uses it: test databases are made on it from then on.
 */
export async function ownPostgres(settings: Record<string, string | number> = {}, disk = tmpdir()) {
  const directory = await mkdtemp(join(disk, 'sagashop-own-'));
  const start = () => startPostgres({ directory: join(directory, 'postgres'), settings });
  let server: RunningPostgres = await start();
  const line = await weakLine(server.superuserUrl);
  const shared = process.env['SAGASHOP_TEST_POSTGRES'];
  process.env['SAGASHOP_TEST_POSTGRES'] = line.url;
  return {
    url: line.url,
    /** Ends it at once: nothing is tidied up, what was committed is in its log. Starts it again. */
    async crash(): Promise<void> {
      process.kill(server.pid, 'SIGQUIT');
      await server.exited;
      server = await start();
      line.aim(server.port);
    },
    /** Starts it again if it has ended by itself. */
    async startAgain(): Promise<void> {
      if (lives(server.pid)) return;
      server = await start();
      line.aim(server.port);
    },
    /** Ends it for good; to be called when what uses it has registered its own end, and after that. */
    endLast(): void {
      after(async () => {
        process.env['SAGASHOP_TEST_POSTGRES'] = shared;
        line.cut();
        await server.stop(0);
        await rm(directory, { recursive: true, force: true, maxRetries: 5 });
      });
    },
  };
}
