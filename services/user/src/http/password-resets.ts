import { READS, type RouteLimits } from '@sagashop/chassis/guards/allowances';
import type { App } from '@sagashop/chassis/http/app';
import { Instant } from '@sagashop/chassis/http/shapes';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { preferredLanguage } from '@sagashop/vocabulary/preferred-language';
import { Type } from 'typebox';
import { askReset } from '../actions/ask-reset.ts';
import type { Hasher } from '../actions/hasher.ts';
import type { LinkTokens } from '../actions/link-tokens.ts';
import { openReset, redeemReset } from '../actions/redeem-reset.ts';
import { RESET } from '../domain/limits.ts';
import { LINK_LIMITS, LinkParams } from './invitation-link.ts';
import { Email, Password } from './user-fields.ts';

/** An office that has forgotten its passwords has them within the hour; whoever tries addresses does not get far. */
const ASKING: RouteLimits = { rates: [{ by: 'address', room: 60, each: 20 }], failures: [RESET] };
const LINK = '/api/password-resets/:token';
const tags = ['session'];
const Nothing = Type.Object({});

/** `POST /api/password-resets`, and what whoever has the link of a mail does with it. */
export function passwordResetRoutes(app: App, parts: { sql: Sql; hasher: Hasher; tokens: LinkTokens }): void {
  const { sql } = parts;
  app.post(
    '/api/password-resets',
    {
      config: { service: 'user', needs: 'anyone', limits: ASKING },
      schema: {
        summary: 'Have a link sent with which a password is chosen anew',
        tags,
        body: Type.Object({ email: Email }, { additionalProperties: false }),
        response: { 202: Nothing },
      },
    },
    async (request, reply) => {
      const language = preferredLanguage(request.headers['accept-language']);
      await askReset(sql, { email: request.body.email, language });
      return reply.code(202).send({});
    },
  );

  linkRoutes(app, parts);
}

function linkRoutes(app: App, parts: { sql: Sql; hasher: Hasher; tokens: LinkTokens }): void {
  const { sql, tokens } = parts;
  app.get(
    LINK,
    {
      config: { service: 'user', needs: 'anyone', limits: READS },
      schema: {
        summary: 'Until when a link is good with which a password is chosen anew',
        tags,
        params: LinkParams,
        response: { 200: Type.Object({ expiresAt: Instant }) },
      },
    },
    async ({ params }, reply) => {
      const { expiresAt } = await openReset(sql, tokens, params.token);
      return reply.header('cache-control', 'no-store').send({ expiresAt: expiresAt.toISOString() });
    },
  );

  app.post(
    LINK,
    {
      config: { service: 'user', needs: 'anyone', limits: LINK_LIMITS },
      schema: {
        summary: 'Choose a password anew',
        tags,
        params: LinkParams,
        body: Type.Object({ password: Password }, { additionalProperties: false }),
        response: { 204: Type.Null() },
      },
    },
    async ({ params, body }, reply) => {
      await redeemReset(parts, { ...params, ...body });
      return reply.code(204).send(null);
    },
  );
}
