import type { App } from '@sagashop/chassis/http';
import type { Metrics } from '@sagashop/chassis/metrics';
import type { Service } from '@sagashop/chassis/service';

const SLOW = 1000; // ms; a database that needs longer to say that it is there is not ready

/** Liveness (the process answers), readiness (every hosted service's database and migrations), metrics. */
export function healthRoutes(app: App, services: readonly Service[], metrics: Metrics): void {
  app.get('/health/live', async () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    const states = await Promise.all(
      services.map(async (service) => [service.name, await stateOf(service)] as const),
    );
    const ready = states.every(([, state]) => state === 'ready');
    return reply
      .code(ready ? 200 : 503)
      .send({ status: ready ? 'ready' : 'not ready', services: Object.fromEntries(states) });
  });
  app.get('/metrics', async (_request, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
}

async function stateOf(service: Service): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, SLOW, 'its database does not answer');
  });
  const state = service.ready().then(
    () => 'ready',
    (error: unknown) => `not ready: ${error instanceof Error ? error.message : String(error)}`,
  );
  return Promise.race([state, late]).finally(() => clearTimeout(timer));
}
