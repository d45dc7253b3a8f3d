import { createServer, type Server } from 'node:http';
import type { Registry } from 'prom-client';

/** Where the metrics of a process are shown that do not stand where its visitors come in. */
export interface MetricsPort {
  close(): Promise<void>;
}

/**
 * Shows a registry's page as `/metrics` on a port of its own, and nothing else. Throws with a sentence that names
 * METRICS_PORT when nobody can listen there.
 */
export async function openMetricsPort(
  registry: Registry,
  { host, port }: { host: string; port: number },
): Promise<MetricsPort> {
  const server = createServer(async (request, response) => {
    if (request.url?.split('?')[0] !== '/metrics') return response.writeHead(404).end();
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return response.writeHead(405, { allow: 'GET, HEAD' }).end();
    response.setHeader('content-type', registry.contentType);
    response.end(request.method === 'HEAD' ? '' : await registry.metrics());
  });
  await listening(server, host, port);
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', ({ code, message }: NodeJS.ErrnoException) =>
      reject(new Error(`METRICS_PORT: nobody can listen on ${host}, port ${port} (${code ?? message}).`)),
    );
    server.listen({ host, port }, resolve);
  });
}

/** Opens it where METRICS_PORT says. Throws as that does, and when the port is the one that visitors use. */
export async function metricsPortOf(
  registry: Registry,
  config: { HOST: string; PORT: number; METRICS_PORT?: number },
): Promise<MetricsPort | undefined> {
  const { HOST: host, PORT: visitors, METRICS_PORT: port } = config;
  if (port === undefined) return undefined;
  if (port === visitors) throw new Error('METRICS_PORT: set it to another port than PORT, or not at all.');
  return openMetricsPort(registry, { host, port });
}
