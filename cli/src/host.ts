import { setTimeout as sleep } from 'node:timers/promises';
import { type Env, rateLimits, trustedProxies } from '@sagashop/chassis/config/config';
import type { App } from '@sagashop/chassis/http/app';
import { type Logger, logOf } from '@sagashop/chassis/observe/log';
import { createMetrics, type Metrics } from '@sagashop/chassis/observe/metrics';
import { GATEWAY, OPERATOR } from '@sagashop/chassis/service/callers';
import type { Peers } from '@sagashop/chassis/service/calls';
import { httpPeers } from '@sagashop/chassis/service/http-peers';
import { internalDoor } from '@sagashop/chassis/service/internal-door';
import { internalRoutes } from '@sagashop/chassis/service/internal-routes';
import { MANIFESTS } from '@sagashop/chassis/service/manifests';
import { openService } from '@sagashop/chassis/service/open-service';
import { openOrigins, originsOf } from '@sagashop/chassis/service/origins';
import { joinedPeers, localPeers } from '@sagashop/chassis/service/peers';
import type { Service, ServiceContext } from '@sagashop/chassis/service/service';
import { serviceApp } from '@sagashop/chassis/service/service-app';
import { readServiceKeys, warnOfShared } from '@sagashop/chassis/service/service-keys';
import { subscribersOf } from '@sagashop/chassis/service/topology';
import { BEHIND_GATEWAY, EVERYTHING, ORCHESTRATORS, SERVICES } from './services.ts';

const PATIENCE = 1000; // ms

export interface Hosted {
  /** The app to listen with: the gateway, or where it is not hosted, the services' own. */
  gateway: App;
  /** The services, as the operator asks them. */
  peers: Peers;
  metrics: Metrics;
  /** Starts what goes on by itself: recovery, relays, sweepers. */
  start(): Promise<void>;
  /** Stops taking requests, lets those under way end for `patience` ms (a second at least), closes every service. */
  stop(patience?: number): Promise<void>;
}

/**
 * Opens services in this process, all of them behind the gateway unless `names` says which; the others are
 * reached at their `*_URL`. The gateway speaks to those by its own name unless `as` says another. Throws when one cannot
 * open, or has no key; what was opened is closed then.
 */
export async function host(
  env: Env,
  log: Logger,
  names: readonly string[] = EVERYTHING,
  as: string = GATEWAY,
): Promise<Hosted> {
  const metrics = createMetrics(env);
  const rates = rateLimits(env);
  const hosted = SERVICES.filter((name) => names.includes(name));
  const local = localPeers();
  const alone = hosted.length === SERVICES.length && names.includes('gateway');
  const speakers = [...hosted, ...(names.includes('gateway') ? [as] : [])];
  const away = alone ? undefined : neighbours({ env, log, metrics }, speakers);
  const peersOf = (name: string) => (away ? joinedPeers(hosted, local, away.peersOf(name)) : local);
  const services = await openServices(hosted, { env, log, metrics }, peersOf);
  for (const service of services) local.join(service);
  const common = { services, peers: peersOf(as), as, log, metrics };
  const pages = openOrigins(originsOf(['web'], env));
  let app: App;
  if (names.includes('gateway')) {
    const { createGateway } = await import('@sagashop/gateway/app');
    app = createGateway({
      ...away,
      ...common,
      log: logOf(log, 'gateway'),
      trustProxy: trustedProxies(env),
      rates,
      publicUrl: env['SAGASHOP_PUBLIC_URL'],
      urls: originsOf([...(away ? SERVICES : []), 'web'], env),
      open: env['SAGASHOP_LAB'] === '1',
      ...(pages.has('web') && { web: pages.of('web') }),
    });
    if (away) internalRoutes(app, services, internalDoor({ ...common, ...away, services: hosted }));
  } else app = serviceApp({ ...common, rates, keys: away!.keys });
  return {
    gateway: app,
    peers: peersOf(OPERATOR),
    metrics,
    start: async () => {
      await Promise.all(services.map((service) => service.start()));
    },
    stop: async (patience = 0) => {
      // A request may wait half a minute for its order; whoever wants us gone does not. The order goes on
      // from the log at the next start, and its key finds its outcome.
      await Promise.race([app.close(), sleep(Math.max(PATIENCE, patience), undefined, { ref: false })]);
      await stopInOrder(services);
      await Promise.all([pages.close(), away?.origins.close()]);
    },
  };
}

/** The services that run elsewhere. Throws when there is no key with which one of `speakers` can speak to them. */
function neighbours(options: Pick<ServiceContext, 'env' | 'log' | 'metrics'>, speakers: readonly string[]) {
  const keys = readServiceKeys(options.env);
  for (const name of speakers) keys.signerOf(name);
  warnOfShared(keys, options.log);
  const origins = openOrigins(originsOf(SERVICES, options.env));
  const subscribers = subscribersOf(MANIFESTS);
  const peersOf = (as: string) => httpPeers({ origins, keys, as, subscribers, ...options });
  return { keys, origins, peersOf };
}

async function openServices(
  names: readonly string[],
  { log, ...context }: Omit<ServiceContext, 'peers'>,
  peersOf: (name: string) => Peers,
): Promise<Service[]> {
  const opened = await Promise.allSettled(
    BEHIND_GATEWAY.filter(({ name }) => names.includes(name)).map(async ({ name, open }) =>
      openService(await open!(), { ...context, peers: peersOf(name), log: logOf(log, name) }),
    ),
  );
  const services = opened.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
  const failed = opened.find((result) => result.status === 'rejected');
  if (failed) {
    await stopInOrder(services);
    throw failed.reason;
  }
  return services;
}

async function stopInOrder(services: readonly Service[]): Promise<void> {
  const first = services.filter(({ name }) => ORCHESTRATORS.includes(name));
  await Promise.allSettled(first.map((service) => service.stop()));
  await Promise.allSettled(
    services.filter((service) => !first.includes(service)).map((service) => service.stop()),
  );
}
