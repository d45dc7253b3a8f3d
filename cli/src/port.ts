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

/**
 * A port on 127.0.0.1 that is free now, by chance between 10000 and 32767: above the well-known
 * ones, below the range from which Linux takes ports for outgoing connections.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 10_000 + Math.floor(Math.random() * 22_768);
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
