import type { FastifyRequest } from 'fastify';
import { networksOf } from './networks.ts';
import type { Limit } from './throttle.ts';

/** So many at once, and then one in so many seconds. */
export interface Allowance {
  room: number;
  each: number;
}

/** How many requests a route takes, counted in the memory of the process that answers it. */
export interface Rate extends Allowance {
  /** For whom they are counted, in words for docs/limits.md; `address` and `user` are known by themselves. */
  by: 'address' | 'user' | (string & {});
  /** For whom a request counts where that is neither; undefined: it does not count here. */
  of?: (request: FastifyRequest) => string | undefined;
  /** Which requests do not count here, and which do in words for docs/limits.md. */
  unless?: (request: FastifyRequest) => boolean;
  only?: string;
}

/** How many failures somebody may have, counted in the service's database for all of its processes. */
export interface FailureAllowance extends Allowance {
  /** What counts as a failure, and for whom it is counted, in words for docs/limits.md. */
  failure: string;
  by: string;
  /** As `room`, for networks that have not failed there. */
  fresh?: number;
}

/** What is allowed of a route. Shown in docs/limits.md. */
export interface RouteLimits {
  rates: readonly Rate[];
  failures?: readonly FailureAllowance[];
  /** A bound of another kind, in words. */
  besides?: string;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    limits?: RouteLimits;
  }
}

/** What changes something and says nothing of its own: more than people do, less than would be felt. */
export const WRITES: RouteLimits = {
  rates: [
    { by: 'address', room: 5000, each: 0.005 },
    { by: 'user', room: 1000, each: 0.05 },
  ],
};

/** What anyone may read and costs a search or a sum. A page asks some of these, and an office has one address. */
export const READS: RouteLimits = { rates: [{ by: 'address', room: 3000, each: 0.01 }] };

/** The limits of one thing that can be guessed. */
export interface GuessRules {
  /** For each network and thing. */
  pair: FailureAllowance;
  /** For each thing, from everywhere. */
  thing: readonly FailureAllowance[];
  /** For each network, whatever it guesses at; none where that is not counted. */
  network?: FailureAllowance;
}

/**
 * What a wrong guess at `thing` from `ip` counts against. Networks that have not failed there before have room of their
 * own, so that a few strangers who fail on purpose keep out nobody but themselves.
 */
export function guessLimits(what: string, thing: string, ip: string, rules: GuessRules): Limit[] {
  const networks = networksOf(ip);
  const each = (who: string, { room, each }: Allowance, own: boolean) =>
    networks.map(({ name, times }) => ({
      who: `${who}\n${name}`,
      room: room * times,
      each: each / times,
      own,
    }));
  return [
    ...each(`${what}\n${thing}`, rules.pair, true),
    ...rules.thing.map(({ room, each, fresh = room }) => ({
      who: `${what} from everywhere\n${room} ${each}\n${thing}`,
      room,
      each,
      fresh,
    })),
    ...(rules.network ? each(`${what} network`, rules.network, false) : []),
  ];
}
