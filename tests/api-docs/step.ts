/** One request of the collection: what it sends, what must come back, and what is remembered of it. */
export interface Step {
  says: string;
  /** The operation, as the description writes it: `POST /api/orders`. */
  route: string;
  status: number;
  code?: string;
  /** Values of path and query parameters. */
  values?: Record<string, string | number>;
  /** An object is sent as JSON, a string as it stands. */
  body?: object | string;
  /** A bearer token's variable; nobody when absent. */
  as?: 'customer' | 'admin';
  /** False: no key although the route takes one. A string: this one. Otherwise a new one. */
  key?: string | false;
  headers?: Record<string, string>;
  /** Variables and where the answer has their values: `token`, `items[0].id`. */
  keep?: Record<string, string>;
  /** Run before the request is sent. */
  before?: string;
}
