import type { FastifyRequest, RouteOptions } from 'fastify';
import { refuse } from '../errors.ts';
import type { App } from './app.ts';
import { type Identity, signedIn } from './identity.ts';

/** Something that somebody may do by having one of these roles. Which there are is the shop's affair. */
export interface Permission {
  name: string;
  roles: readonly string[];
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What it takes to call the route: nothing, a session, or one whose user has the permission. */
    needs?: 'anyone' | 'signed in' | Permission;
    /** On top of `needs`, what it takes to see or change with this route what belongs to other users. */
    othersNeed?: Permission;
  }
}

/** Whether one of somebody's roles gives the permission. The release before knows administrators only: they may everything. */
export function hasPermission(who: Pick<Identity, 'roles' | 'isAdmin'>, { roles }: Permission): boolean {
  return who.roles ? who.roles.some((role) => roles.includes(role)) : who.isAdmin;
}

/** Throws 403, with the name of the permission, for whoever does not have it. */
export function assertPermission(who: Pick<Identity, 'roles' | 'isAdmin'>, permission: Permission): void {
  if (!hasPermission(who, permission)) throw refuse.forbidden({ permission: permission.name });
}

/** Whether the signed-in user may use this route for what belongs to others too. */
export function mayForOthers(request: FastifyRequest): boolean {
  const { othersNeed } = request.routeOptions.config;
  return othersNeed !== undefined && hasPermission(signedIn(request), othersNeed);
}

/**
 * From here on each route is answered to those only whom its `config.needs` lets in: 401 for nobody, 403 for whoever lacks
 * the permission, before anything else is looked at. A public route of a service that does not say whom it is for is an
 * error at the start.
 */
export function checkAccess(app: App): void {
  app.addHook('onRoute', (route) => {
    const { needs } = route.config ?? {};
    if (needs === undefined) {
      // What services ask each other stands elsewhere, and has a door of its own.
      if (route.config?.service && route.url.startsWith('/api/'))
        throw new Error(`${nameOf(route)} does not say what it needs`);
      return;
    }
    if (needs === 'anyone') return;
    const check = (request: FastifyRequest, _reply: unknown, done: (error?: Error) => void) => {
      try {
        const identity = signedIn(request);
        if (needs !== 'signed in') assertPermission(identity, needs);
      } catch (refused) {
        return done(refused as Error);
      }
      done();
    };
    route.onRequest = [check, route.onRequest ?? []].flat();
  });
}

const nameOf = ({ method, url }: RouteOptions) => `${[method].flat().join()} ${url}`;
