import { limitRates } from '@sagashop/chassis/guards/rate-limits';
import type { App } from '@sagashop/chassis/http/app';
import { createApp } from '@sagashop/chassis/http/create-app';
import { recordRequests } from '@sagashop/chassis/http/request-spans';
import type { Logger } from '@sagashop/chassis/observe/log';
import type { Metrics } from '@sagashop/chassis/observe/metrics';
import { GATEWAY } from '@sagashop/chassis/service/callers';
import type { Peers } from '@sagashop/chassis/service/calls';
import { healthRoutes } from '@sagashop/chassis/service/health';
import { MANIFESTS } from '@sagashop/chassis/service/manifests';
import type { Origins } from '@sagashop/chassis/service/origins';
import type { Service } from '@sagashop/chassis/service/service';
import type { ServiceKeys } from '@sagashop/chassis/service/service-keys';
import { tokenHeaders } from '@sagashop/chassis/service/token-headers';
import { countedPeers } from '@sagashop/figures/counted-peers';
import { LOGGED_IDS } from '@sagashop/vocabulary/logged-ids';
import type { Pool } from 'undici';
import { systemSources } from './actions/system-sources.ts';
import { systemWatch } from './actions/system-watch.ts';
import { enforceScope } from './enforce-scope.ts';
import { docsRoutes } from './http/docs.ts';
import { homeRoute } from './http/home.ts';
import { systemRoutes } from './http/system.ts';
import { identifier } from './identifier.ts';
import { pagesReady, pagesRoutes } from './pages-routes.ts';
import { proxyRoutes, readyElsewhere } from './proxy-routes.ts';
import { refuseForeign } from './refuse-foreign.ts';
import { streamingSessionGuard } from './streaming-session-guard.ts';
import { traceVisitors } from './trace-visitors.ts';
import { believeVisitors, visitorProofs } from './visitors.ts';

export { identifier } from './identifier.ts';

/** Said where the shop's address is https: for a year a browser asks for nothing of this host by plain http. */
const HTTPS_ONLY = { 'strict-transport-security': 'max-age=31536000' };

/** Sent with every answer; pages bring a policy of their own. */
const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};

/**
 * The cookies in which pages of earlier releases kept a cart for each member who had signed out: without end, and so
 * some browser may send too many of them for ever. The pages keep none like this any more.
 */
const OLDER_CARTS = /\bsagashop_cart_of_[0-9a-f-]{36}(?==)/g;

export interface GatewayOptions {
  services: readonly Service[];
  peers: Peers;
  log: Logger;
  metrics: Metrics;
  /** The proxies whose `X-Forwarded-For` is believed. */
  trustProxy?: string | false;
  /** Where the other services are, and the keys that they believe; none when all are here. */
  origins?: Origins;
  keys?: ServiceKeys;
  /** By which name it speaks to them; its own when left out. */
  as?: string;
  /** How often the session behind an answer that lasts is looked at again, in ms. */
  guardEvery?: number;
  /** Whether requests are counted and limited. */
  rates?: boolean;
  /** The address at which people reach the shop; with https, browsers are told to use nothing else. */
  publicUrl?: string | undefined;
  /** The addresses of what is in other processes, by name: where the system map finds it. */
  urls?: Readonly<Record<string, string>>;
  /** Whether everybody who is signed in may see the services at work, and not staff alone. */
  open?: boolean;
  /** Where the web process answers; none: there are no pages but one that says that the shop is open. */
  web?: Pool;
}

/**
 * The API gateway, the shop's one origin: finds out who asks, mounts the services that are hosted in this process, and
 * hands on to the others.
 */
export function createGateway(options: GatewayOptions): App {
  const {
    services,
    peers,
    log,
    metrics,
    origins,
    keys,
    as = GATEWAY,
    trustProxy = false,
    publicUrl,
    web,
  } = options;
  const headers = { ...SECURITY_HEADERS, ...(publicUrl?.startsWith('https:') && HTTPS_ONLY) };
  const app = createApp({
    log,
    metrics,
    trustProxy,
    headers,
    loggedIds: LOGGED_IDS,
    abandonedCookies: OLDER_CARTS,
  });
  const identify = identifier(countedPeers(peers, GATEWAY, metrics), metrics);
  const guard = streamingSessionGuard(identify, options.guardEvery);
  refuseForeign(app, publicUrl);
  const visitors = visitorProofs(keys, as);
  recordRequests(app, 'gateway');
  traceVisitors(app, visitors);
  if (web) pagesRoutes(app, web, visitors, options.rates);
  else homeRoute(app);
  const hosted = new Set(services.map((service) => service.name));
  const others = MANIFESTS.filter(({ name, routes }) => origins && routes && !hosted.has(name));
  healthRoutes(app, services, metrics, [
    ...others.map(({ name }) => ({ name, ready: () => readyElsewhere(name, origins!) })),
    ...(web ? [{ name: 'web', ready: () => pagesReady(web) }] : []),
  ]);
  docsRoutes(app);
  app.register(async (api) => {
    believeVisitors(api as unknown as App, visitors);
    api.addHook('onRequest', async (request, reply) => {
      request.identity = await identify(request);
      enforceScope(request);
      // What depends on who asks must not be kept by anything between us and them.
      reply.header('cache-control', request.identity ? 'private, no-store' : 'no-cache');
    });
    // Looked at once for each route, not at each request.
    api.addHook('onRoute', (route) => {
      if (route.config?.streaming) route.preHandler = [route.preHandler ?? [], guard].flat();
    });
    limitRates(api as unknown as App, options.rates);
    systemRoutes(api as unknown as App, systemMap(options, hosted));
    for (const service of services) service.routes(api as unknown as App);
    if (!origins || !keys) return;
    const tokens = tokenHeaders(keys, as);
    for (const service of others) proxyRoutes(api as unknown as App, service, { origins, tokens });
  });
  return app;
}

/** What the system map is made of; nothing is read until somebody looks. */
function systemMap(options: GatewayOptions, hosted: ReadonlySet<string>) {
  const { peers, metrics, keys, as = GATEWAY, urls = {}, open = false } = options;
  const tokens = keys && tokenHeaders(keys, as);
  return { open, watch: systemWatch(systemSources({ hosted, peers, metrics, urls, tokens })) };
}
