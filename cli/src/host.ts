import { setTimeout as sleep } from 'node:timers/promises';
import { openAudit } from '@sagashop/audit/app';
import { openCatalog } from '@sagashop/catalog/app';
import { type Env, trustedProxies } from '@sagashop/chassis/config';
import type { App } from '@sagashop/chassis/http';
import type { Logger } from '@sagashop/chassis/log';
import { createMetrics } from '@sagashop/chassis/metrics';
import { localPeers } from '@sagashop/chassis/peers';
import type { OpenService, Service } from '@sagashop/chassis/service';
import { openDelivery } from '@sagashop/delivery/app';
import { createGateway } from '@sagashop/gateway/app';
import { openNotify } from '@sagashop/notify/app';
import { openOrder } from '@sagashop/order/app';
import { openPayment } from '@sagashop/payment/app';
import { openStock } from '@sagashop/stock/app';
import { openUser } from '@sagashop/user/app';

const SERVICES: Record<string, OpenService> = {
  user: openUser,
  catalog: openCatalog,
  order: openOrder,
  payment: openPayment,
  stock: openStock,
  delivery: openDelivery,
  notify: openNotify,
  audit: openAudit,
};

/** How long requests under way may take to end when the shop is closed. */
const PATIENCE = 1000; // ms

/** The services that keep state, each in a database of its own. */
export const DATABASES = Object.keys(SERVICES).filter((name) => name !== 'audit');

export interface Hosted {
  gateway: App;
  peers: ReturnType<typeof localPeers>;
  /** Starts what goes on by itself: recovery, relays, sweepers. */
  start(): Promise<void>;
  /** Stops taking requests, lets those under way end, and closes every service. */
  stop(): Promise<void>;
}

/** Variables that give each service the URL of its database: `PAYMENT_DATABASE_URL`. */
export function databaseVariables(urls: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(urls).map(([name, url]) => [`${name.toUpperCase()}_DATABASE_URL`, url]),
  );
}

/** Opens all services in this process, behind the gateway. Throws when one cannot open; the others are closed then. */
export async function host(env: Env, log: Logger): Promise<Hosted> {
  const trustProxy = trustedProxies(env);
  const metrics = createMetrics();
  const peers = localPeers();
  const surroundings = { env, peers, log, metrics };
  const opened = await Promise.allSettled(Object.values(SERVICES).map((open) => open(surroundings)));
  const services = opened.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
  const stopServices = () => stopInOrder(services);
  const failed = opened.find((result) => result.status === 'rejected');
  if (failed) {
    await stopServices();
    throw failed.reason;
  }
  for (const service of services) peers.join(service);
  const gateway = createGateway({ services, peers, log, metrics, trustProxy });
  return {
    gateway,
    peers,
    start: async () => {
      await Promise.all(services.map((service) => service.start()));
    },
    stop: async () => {
      // A request may wait half a minute for its order; whoever wants us gone does not. The order goes on
      // from the log at the next start, and its key finds its outcome.
      await Promise.race([gateway.close(), sleep(PATIENCE, undefined, { ref: false })]);
      await stopServices();
    },
  };
}

/** Order first: its sagas use the others until they are put down. */
async function stopInOrder(services: readonly Service[]): Promise<void> {
  const order = services.filter((service) => service.name === 'order');
  await Promise.allSettled(order.map((service) => service.stop()));
  await Promise.allSettled(
    services.filter((service) => !order.includes(service)).map((service) => service.stop()),
  );
}
