/** A query as the driver keeps it: `handler` is called when it is first waited for. */
export interface Query extends Promise<unknown> {
  handler(query: Query): void;
  reject(error: unknown): void;
}

export type Tag = (...all: unknown[]) => unknown;
/** The driver's `sql`, as far as we hand it on. */
export type Maker = Tag & { unsafe: Tag } & Record<'json' | 'array' | 'typed' | 'types', unknown>;

/** A maker whose queries are run by `handler` when they are first waited for; fragments and names it leaves alone. */
export function handledBy(maker: Maker, handler: Query['handler']): Maker {
  const handled =
    (make: Tag): Tag =>
    (...all) => {
      const made = make(...all);
      if (made instanceof Promise) (made as Query).handler = handler;
      return made;
    };
  const { json, array, typed, types, unsafe } = maker;
  return Object.assign(handled(maker), { json, array, typed, types, unsafe: handled(unsafe) });
}

/** How a maker's connection runs a query. */
export function handlerOf(maker: Maker): Query['handler'] {
  return (maker`select` as Query).handler; // of a query that is never run
}
