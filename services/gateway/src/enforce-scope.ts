import { refuse } from '@sagashop/chassis/errors';
import type { FastifyRequest } from 'fastify';

/** What a session that is not good for everything may ask, by its scope. */
const SCOPES: Readonly<Record<string, readonly RegExp[]>> = {
  operator: [/^POST \/api\/session\/tokens$/],
  audit: [/^GET \/api\/audit$/],
  lab: [/^GET \/api\/lab$/, /^(?:POST|DELETE) \/api\/lab\/faults(?:\/[0-9a-f-]{36})?$/],
  load: [
    /^GET \/api\/(?:audit|couriers)$/,
    /^POST \/api\/(?:couriers|categories|products|users)$/,
    /^POST \/api\/stock\/[0-9a-f-]{36}\/receipts$/,
    /^POST \/api\/accounts\/[0-9a-f-]{36}\/deposits$/,
    /^PATCH \/api\/couriers\/[0-9a-f-]{36}$/,
    /^DELETE \/api\/(?:categories|products)\/[0-9a-f-]{36}$/,
  ],
};

/** Throws 403 when a request's session is good for something else only. */
export function enforceScope({ identity, method, raw }: FastifyRequest): void {
  if (!identity?.scope) return;
  const [path] = raw.url!.split('?', 1);
  const may = Object.hasOwn(SCOPES, identity.scope) ? SCOPES[identity.scope] : undefined;
  const asked = `${method} ${path}`;
  if (!may?.some((route) => route.test(asked))) throw refuse.forbidden({ scope: identity.scope });
}
