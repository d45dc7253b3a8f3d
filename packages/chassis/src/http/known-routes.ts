import type { FastifyRequest } from 'fastify';
import router from 'find-my-way';
import { refuse } from '../errors.ts';
import type { App } from './app.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** The methods that a route has at a path, its query left out; none where there is no route. Not those of pages. */
    methodsAt(url: string): string[];
    /** The methods of pages, which answer each path that has no route and is not under /api; none without pages. */
    pageMethods: Set<string>;
  }
}

/** How paths are read, by the app and here. */
export const READ_PATHS = { maxParamLength: 500, ignoreTrailingSlash: true };
const API = /^\/api(?:[/?]|$)/;

/** Lets an app know which methods each path has, so that another one is answered as such. */
export function knowRoutes(app: App): void {
  const known = router(READ_PATHS);
  const methods = new Set<string>();
  app.decorate('pageMethods', new Set<string>());
  app.addHook('onRoute', ({ method, url, config }) => {
    for (const one of [method].flat() as 'GET'[]) {
      (config?.pages ? app.pageMethods : methods).add(one);
      if (!config?.pages && !known.hasRoute(one, url)) known.on(one, url, () => {});
    }
  });
  app.decorate('methodsAt', (url) =>
    url === '*' ? [] : [...methods].filter((method) => known.find(method as 'GET', pathOf(url))),
  );
}

/** Whether an address belongs to the API. */
export function isApi(url: string): boolean {
  return API.test(url);
}

/** A path without its query. */
export function pathOf(url: string): string {
  const query = url.indexOf('?');
  return query < 0 ? url : url.slice(0, query);
}

/** The refusal where a path has no route for a method: 405 where it has others. */
export function noRoute(app: App, { raw: { url = '/' } }: FastifyRequest) {
  const methods = app.methodsAt(url);
  if (methods.length === 0 && !isApi(url) && url !== '*') methods.push(...app.pageMethods);
  const allow = methods.sort().join(', ');
  return allow ? refuse.method_not_allowed({}, { allow }) : refuse.not_found();
}
