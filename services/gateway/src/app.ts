import type { Peers } from '@sagashop/chassis/calls';
import { type App, createApp } from '@sagashop/chassis/http';
import type { Logger } from '@sagashop/chassis/log';
import type { Metrics } from '@sagashop/chassis/metrics';
import type { Service } from '@sagashop/chassis/service';
import { docsRoutes } from './http/docs.ts';
import { healthRoutes } from './http/health.ts';
import { homeRoute } from './http/home.ts';
import { identifier } from './sessions.ts';

export { identifier } from './sessions.ts';

/** Sent with every answer; pages will bring a policy of their own. */
const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};

/** The shop's one origin: finds out who asks, and mounts the services that are hosted in this process. */
export function createGateway(options: {
  services: readonly Service[];
  peers: Peers;
  log: Logger;
  metrics: Metrics;
  /** The proxies whose `X-Forwarded-For` is believed. */
  trustProxy?: string | false;
}): App {
  const { services, peers, log, metrics, trustProxy = false } = options;
  const app = createApp({ log, metrics, trustProxy });
  const identify = identifier(peers, metrics);
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(SECURITY_HEADERS);
    done();
  });
  homeRoute(app);
  healthRoutes(app, services, metrics);
  docsRoutes(app);
  app.register(async (api) => {
    api.addHook('onRequest', async (request, reply) => {
      request.identity = await identify(request);
      // What depends on who asks must not be kept by anything between us and them.
      reply.header('cache-control', request.identity ? 'private, no-store' : 'no-cache');
    });
    for (const service of services) service.routes(api as unknown as App);
  });
  return app;
}
