import type { Problem } from '@sagashop/kernel/problem';
import type { TSchema } from 'typebox';

/** What a route's schema does not say, for the API's description (`npm run docs:api`). */
export interface RouteWords {
  description: string;
  /** Whether an Idempotency-Key must be sent, or may. */
  key?: 'required' | 'honoured';
  /** What its header fields mean, by their names. */
  headers?: Record<string, string>;
  /** What it refuses besides that which follows from who may call it, its schema and its key. */
  refuses?: readonly (() => Problem)[];
  /** A body that can be sent as it stands. */
  body?: object;
  /** Values of path and query parameters that can be sent as they stand. */
  values?: Record<string, string | number>;
  /** Answers that the route's schema does not have; of JSON where no other type is named. */
  answers?: Record<number, { description: string; schema?: TSchema; type?: string }>;
}

/** The words for each route of a service, by method and path: `GET /api/orders/{id}`. */
export type Documented = Record<string, RouteWords>;
