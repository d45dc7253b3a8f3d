import type { Command, Reply } from '@sagashop/saga/message';
import type { Env } from '../config/config.ts';
import type { App } from '../http/app.ts';
import type { LoggedIds } from '../http/request-log.ts';
import type { Logger } from '../observe/log.ts';
import type { Metrics } from '../observe/metrics.ts';
import type { Callers } from './callers.ts';
import type { Answer, Peers } from './calls.ts';

/** What a service is given by whoever hosts it. It does not know in which process it runs. */
export interface ServiceContext {
  env: Env;
  peers: Peers;
  log: Logger;
  metrics: Metrics;
}

/** A running service, as its host sees it. Made by the `open…` function of its app.ts; it never listens. */
export interface Service {
  readonly name: string;
  /** Who may ask it what from another process, as its host says; nobody anything when left out. */
  readonly callers?: Callers;
  /** Of what the log tells the ids, where one of its public routes was asked about it. */
  readonly loggedIds?: LoggedIds;
  /** Adds its public routes, under /api. */
  routes(app: App): void;
  /** Its `answers` to other services' calls, by the call's name. */
  calls: Record<string, Answer>;
  /** Handles one command; batches form inside. Only participants of sagas have it. */
  handle?(command: Command): Promise<Reply>;
  /** What it does with other services' events, by their type. Events come at least once, in any order. */
  subscribes?: Record<string, (bodies: never[]) => Promise<void>>;
  /** Resolves when its database answers and has its migrations; rejects otherwise. */
  ready(): Promise<void>;
  /** Starts what goes on by itself: recovery of sagas, relays, sweepers. */
  start(): Promise<void>;
  /** Ends what goes on by itself and closes the database. */
  stop(): Promise<void>;
}

export type OpenService = (context: ServiceContext) => Promise<Service>;
