import { createServer } from 'node:net';

/**
 * Rejects when nobody could listen at `host` and `port` now: the port is taken, needs more rights, or
 * the address is not this machine's. The sentence names what it is and what to set.
 */
export async function assertPortFree(host: string, port: number): Promise<void> {
  const code = await tryListen(host, port);
  if (code === undefined) return;
  if (code === 'EADDRINUSE') {
    throw new Error(`Port ${port} on ${host} is in use by another program. Set PORT to a free one.`);
  }
  if (code === 'EACCES') {
    throw new Error(`Port ${port} on ${host} is not allowed to this user. Set PORT to one above 1023.`);
  }
  throw new Error(
    `Cannot listen on ${host}, port ${port} (${code}). Set HOST and PORT to what this machine has.`,
  );
}

const LOWEST = 10_000;
const BLOCK = 32; // ports that are a process's own
const BLOCKS = 711;
let given = 0;

/**
 * A port on 127.0.0.1 that is free now, between 10000 and 32751: above the well-known ones, below the range from
 * which Linux takes ports for outgoing connections. Nobody holds it until somebody listens there, so this
 * process does not soon name it again, and others that choose at the same time choose elsewhere.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const block = given < BLOCK ? process.pid % BLOCKS : Math.floor(Math.random() * BLOCKS);
    const port = LOWEST + block * BLOCK + (given++ % BLOCK);
    if ((await tryListen('127.0.0.1', port)) === undefined) return port;
  }
}

function tryListen(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}
