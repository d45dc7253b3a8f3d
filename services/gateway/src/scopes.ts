import { refuse } from '@sagashop/chassis/errors';
import type { FastifyRequest } from 'fastify';

const ID = '[0-9a-f-]{36}';

/** What a session that is not good for everything may ask, by its scope. */
const SCOPES: Readonly<Record<string, RegExp>> = {
  operator: /^POST \/api\/session\/tokens$/,
  audit: /^GET \/api\/audit$/,
  load: new RegExp(
    `^(?:${[
      'GET /api/(?:audit|couriers)',
      'POST /api/(?:couriers|categories|products|users)',
      `POST /api/stock/${ID}/receipts`,
      `POST /api/accounts/${ID}/deposits`,
      `PATCH /api/couriers/${ID}`,
      `DELETE /api/(?:categories|products)/${ID}`,
    ].join('|')})$`,
  ),
};

/** Throws 403 when a request's session is good for something else only. */
export function keepToScope({ identity, method, raw }: FastifyRequest): void {
  if (!identity?.scope) return;
  const [path] = raw.url!.split('?', 1);
  const may = Object.hasOwn(SCOPES, identity.scope) ? SCOPES[identity.scope] : undefined;
  if (!may?.test(`${method} ${path}`)) throw refuse.forbidden({ scope: identity.scope });
}
