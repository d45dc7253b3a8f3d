import type { App } from '@sagashop/chassis/http/app';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { LanguageShape } from '@sagashop/vocabulary/language';
import { preferredLanguage } from '@sagashop/vocabulary/preferred-language';
import { Type } from 'typebox';
import { acceptAsNew } from '../actions/accept-as-new.ts';
import type { Hasher } from '../actions/hasher.ts';
import { UserShape } from '../contract.ts';
import { INVITATION_LINK, LINK_LIMITS, LinkParams } from './invitation-link.ts';
import { Password, Username } from './user-fields.ts';

const AccountBody = Type.Object(
  { username: Username, password: Password, language: Type.Optional(LanguageShape) },
  { additionalProperties: false },
);

/** `POST /api/staff/invitations/{token}`: an account of its own for whoever has the link. */
export function acceptAsNewRoute(app: App, parts: { sql: Sql; hasher: Hasher }): void {
  app.post(
    INVITATION_LINK,
    {
      config: { service: 'user', limits: LINK_LIMITS, needs: 'anyone' },
      schema: {
        summary: 'Accept an invitation with a new account',
        tags: ['staff'],
        params: LinkParams,
        body: AccountBody,
        response: { 201: UserShape },
      },
    },
    async (request, reply) => {
      const { body, headers, ip, params } = request;
      const language = body.language ?? preferredLanguage(headers['accept-language']);
      const wish = { ...body, language, token: params.token, from: ip };
      return reply.code(201).send(await acceptAsNew(parts, wish));
    },
  );
}
