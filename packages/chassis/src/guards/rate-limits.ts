import type { FastifyRequest, RouteOptions } from 'fastify';
import { refuse } from '../errors.ts';
import type { App } from '../http/app.ts';
import { hasRole } from '../http/identity.ts';
import { type Rate, type RouteLimits, WRITES } from './allowances.ts';
import { networksOf } from './networks.ts';

/** One that is counted: a full bucket is empty at `emptyAt`, in ms. */
interface Use {
  key: string;
  room: number;
  each: number;
}

/** Counted ones that are kept at most: some MB. Whoever was counted longest ago is forgotten first. */
const MOST = 50_000;

/**
 * Rate limits as leaky buckets in the memory of this process. `take` counts one for each use, or none of them and answers the seconds
 * until there is room for all. What is empty again is forgotten little by little, so that nothing ever walks them all.
 */
export function buckets(most = MOST, now: () => number = () => performance.now()) {
  const emptyAt = new Map<string, number>();
  const tidy = (at: number) => {
    let looks = 4; // more than one request can add
    for (const [key, empty] of emptyAt) {
      if (looks-- === 0 || (empty > at && emptyAt.size <= most)) break;
      emptyAt.delete(key);
    }
  };
  return {
    take(uses: readonly Use[]): number {
      const at = now();
      let wait = 0;
      for (const { key, room, each } of uses) {
        wait = Math.max(wait, (emptyAt.get(key) ?? 0) - at - (room - 1) * each * 1000);
      }
      if (wait > 1e-6) return wait / 1000;
      for (const { key, each } of uses) {
        const empty = Math.max(emptyAt.get(key) ?? 0, at) + each * 1000;
        emptyAt.delete(key); // the last counted is the last of the map
        emptyAt.set(key, empty);
      }
      tidy(at);
      return 0;
    },
    size: () => emptyAt.size,
  };
}

/**
 * From here on each route takes no more requests than its `config.limits` say; one of a service that changes something
 * and says nothing has those of `WRITES`. Asked after who asks is known and may. Refuses as `too_many_attempts`, before
 * the body is read. Who works for the shop is not counted: they import goods, and an office has one address.
 */
export function limitRates(app: App, on = true): void {
  if (!on) return;
  const { take } = buckets();
  app.addHook('onRoute', (route) => {
    const rates = limitsOf(route)?.rates ?? [];
    if (rates.length === 0) return;
    const name = `${[route.method].flat().join()} ${route.url}`;
    const check = (request: FastifyRequest, _reply: unknown, done: (error?: Error) => void) => {
      if (request.identity && hasRole(request.identity)) return done();
      const wait = take(rates.flatMap((rate) => usesOf(name, rate, request)));
      done(wait > 0 ? tooMany(wait) : undefined);
    };
    route.onRequest = [route.onRequest ?? [], check].flat();
  });
}

/** What is allowed of a route: what it says itself, or what is allowed of every one that changes something. */
export function limitsOf({ config, method }: RouteOptions): RouteLimits | undefined {
  const writes = [method].flat().some((one) => one !== 'GET' && one !== 'HEAD');
  return config?.limits ?? (config?.service && writes ? WRITES : undefined);
}

/** The refusal of what comes too often, for so many seconds. */
export function tooMany(wait: number) {
  return refuse.too_many_attempts({}, { 'retry-after': String(Math.max(1, Math.ceil(wait))) });
}

/** What a request counts as: once for each network of its address, or for its user. */
export function usesOf(name: string, rate: Rate, request: FastifyRequest): Use[] {
  const { by, room, each, unless, of = userOf } = rate;
  if (unless?.(request)) return [];
  if (by === 'address') {
    return networksOf(request.ip).map((network) => ({
      key: `${name}\n${network.name}`,
      room: room * network.times,
      each: each / network.times,
    }));
  }
  const who = of(request);
  return who === undefined ? [] : [{ key: `${name}\n${by}\n${who}`, room, each }];
}

const userOf = (request: FastifyRequest) => request.identity?.userId;
