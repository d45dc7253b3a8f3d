import { refuse } from '../errors.ts';
import type { App } from '../http/app.ts';
import { pathOf } from '../http/known-routes.ts';
import type { Metrics } from '../observe/metrics.ts';
import type { Service } from './service.ts';

const SLOW = 1000; // ms; a database that needs longer to say that it is there is not ready

type Part = Pick<Service, 'name' | 'ready'>;

/**
 * The health check API: liveness (the process answers), readiness (every hosted service's database and migrations), metrics. The
 * state of parts that run `elsewhere` is told too, but does not count: without one of them the others work.
 */
export function healthRoutes(
  app: App,
  services: readonly Part[],
  metrics: Metrics,
  elsewhere: readonly Part[] = [],
): void {
  app.register(async (scope) => {
    // Exactly these paths, as a proxy before us knows them: none with a slash behind it, or written otherwise.
    scope.addHook('onRequest', (request, _reply, done) => {
      done(pathOf(request.raw.url!) === request.routeOptions.url ? undefined : refuse.not_found());
    });
    watchedRoutes(scope as unknown as App, services, metrics, elsewhere);
  });
}

function watchedRoutes(app: App, hosted: readonly Part[], metrics: Metrics, others: readonly Part[]): void {
  app.get('/health/live', async () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    const parts = [...hosted, ...others];
    const states = await Promise.all(
      parts.map(async (part, at) => [part.name, await stateOf(part, at < hosted.length)] as const),
    );
    const ready = states.slice(0, hosted.length).every(([, state]) => state === 'ready');
    return reply
      .code(ready ? 200 : 503)
      .send({ status: ready ? 'ready' : 'not ready', services: Object.fromEntries(states) });
  });
  if (metrics.ownPort) return;
  app.get('/metrics', async (_request, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
}

async function stateOf(service: Part, isHosted: boolean): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    // Of one elsewhere it may be the database, or all of it that is frozen or cut off.
    timer = setTimeout(resolve, SLOW, isHosted ? 'its database does not answer' : 'it does not answer');
  });
  const state = service.ready().then(
    () => 'ready',
    (error: unknown) => `not ready: ${error instanceof Error ? error.message : String(error)}`,
  );
  return Promise.race([state, late]).finally(() => clearTimeout(timer));
}
