import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { FromBare, ToBare } from './bare.ts';

/** A bare route that answers in a process of its own, so that its processor time can be told. */
export interface BareProcess {
  url: string;
  pid: number;
  /** The processor time in ms that it has used so far. */
  time(): Promise<number>;
  stop(): void;
}

/**
 * Starts the bare route for these customers; with the user service's database it looks sign-ins up there, each
 * by a query of its own or in the shop's batches, without it in memory. It ends with this process at the latest.
 */
export async function startBareProcess(
  customers: readonly { id: string; token: string }[],
  database: string | null,
  inBatches: boolean,
): Promise<BareProcess> {
  const child = fork(fileURLToPath(new URL('./bare.ts', import.meta.url)), { execArgv: [] });
  const ended = once(child, 'exit').then(() => {
    throw new Error('The bare route, which the shop is compared with, ended by itself.');
  });
  ended.catch(() => {}); // an end that nobody waits for is no news
  const ask = async (question: ToBare): Promise<FromBare> => {
    const answer = once(child, 'message') as Promise<[FromBare]>;
    child.send(question);
    return (await Promise.race([answer, ended]))[0];
  };
  const hash = (token: string) => createHash('sha256').update(token).digest('hex');
  const ready = await ask({
    database,
    inBatches,
    sessions: customers.map(({ id, token }) => [hash(token), id]),
  });
  return {
    url: `http://127.0.0.1:${(ready as { port: number }).port}`,
    pid: child.pid!,
    time: async () => ((await ask('time')) as { ms: number }).ms,
    stop: () => child.disconnect(),
  };
}
