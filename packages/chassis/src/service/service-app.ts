import { limitRates } from '../guards/rate-limits.ts';
import type { App } from '../http/app.ts';
import { createApp } from '../http/create-app.ts';
import { goOn, recordRequests } from '../http/request-spans.ts';
import type { Logger } from '../observe/log.ts';
import type { Metrics } from '../observe/metrics.ts';
import { healthRoutes } from './health.ts';
import { internalDoor } from './internal-door.ts';
import { internalRoutes } from './internal-routes.ts';
import type { Service } from './service.ts';
import type { ServiceKeys } from './service-keys.ts';

/**
 * The app of services without a gateway in their process: their public routes for the gateway, which says in
 * a signed token who asks (401 without one; nothing else in a request is believed), `/messages` and
 * `/internal/*` for other services, health and metrics for everyone who reaches the port. It does not listen.
 */
export function serviceApp(options: {
  services: readonly Service[];
  keys: ServiceKeys;
  log: Logger;
  metrics: Metrics;
  /** Whether requests are counted and limited. */
  rates?: boolean;
}): App {
  const { services, log, metrics, rates } = options;
  // Only who has a key gets past the door, so what the gateway says of the client's address may be believed.
  const loggedIds = Object.assign({}, ...services.map((service) => service.loggedIds));
  const app = createApp({ log, metrics, trustProxy: true, loggedIds });
  recordRequests(app);
  const door = internalDoor({ ...options, services: services.map((service) => service.name) });
  healthRoutes(app, services, metrics);
  internalRoutes(app, services, door);
  app.register(async (api) => {
    api.addHook('onRequest', (request, _reply, done) => {
      try {
        request.identity = door.customer(request);
        goOn(request);
        done();
      } catch (error) {
        done(error as Error);
      }
    });
    limitRates(api as unknown as App, rates);
    for (const service of services) service.routes(api as unknown as App);
  });
  return app;
}
