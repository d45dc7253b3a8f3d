import type { RouteLimits } from '@sagashop/chassis/guards/allowances';
import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { Type } from 'typebox';
import type { LinkTokens } from '../actions/link-tokens.ts';
import { askAgain } from '../actions/want-verification.ts';
import { VERIFICATION } from '../domain/limits.ts';
import { refuseUser } from '../errors.ts';
import { verifyAddress } from '../store/mail-links.ts';
import { LINK_LIMITS, LinkParams } from './invitation-link.ts';

/** Nobody is to be written to again and again by somebody who has typed their address. */
const ASKING: RouteLimits = {
  rates: [{ by: 'user', room: 5, each: 600 }],
  failures: [VERIFICATION.address, VERIFICATION.user],
};
const tags = ['users'];

/** Has the mail sent once more that asks whether an address is theirs, and what its link does. */
export function emailVerificationRoutes(app: App, { sql, tokens }: { sql: Sql; tokens: LinkTokens }): void {
  app.post(
    '/api/users/me/email-verification',
    {
      config: { service: 'user', needs: 'signed in', limits: ASKING },
      schema: {
        summary: 'Have a mail sent that asks whether my address is mine',
        tags,
        response: { 202: Type.Object({}) },
      },
    },
    async (request, reply) => {
      await askAgain(sql, signedIn(request).userId);
      return reply.code(202).send({});
    },
  );

  app.post(
    '/api/email-verifications/:token',
    {
      config: { service: 'user', needs: 'anyone', limits: LINK_LIMITS },
      schema: {
        summary: 'Say that an address is mine',
        tags,
        params: LinkParams,
        response: { 204: Type.Null() },
      },
    },
    async ({ params }, reply) => {
      const id = await tokens.idOf('verify_address', params.token);
      if (!id || !(await sql.begin((tx) => verifyAddress(tx, id)))) throw refuseUser.link_used();
      return reply.code(204).send(null);
    },
  );
}
