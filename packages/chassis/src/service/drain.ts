import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Goes on answering for `time` ms, each answer the last one of its connection: whoever spoke to this process
 * comes back by a new connection, which leads to another one as soon as names and routes have changed.
 */
export async function drain(server: Server, time: number): Promise<void> {
  if (time === 0) return;
  server.prependListener('request', (_request, response) => {
    response.shouldKeepAlive = false;
  });
  await sleep(time);
}
