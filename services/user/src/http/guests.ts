import type { RouteLimits } from '@sagashop/chassis/guards/allowances';
import { keyUse } from '@sagashop/chassis/guards/idempotency';
import type { App } from '@sagashop/chassis/http/app';
import { keepCookie } from '@sagashop/chassis/http/cookies';
import { SESSION_COOKIE, sessionToken } from '@sagashop/chassis/http/session-token';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { LanguageShape } from '@sagashop/vocabulary/language';
import { preferredLanguage } from '@sagashop/vocabulary/preferred-language';
import { Type } from 'typebox';
import { beginAsGuest } from '../actions/begin-as-guest.ts';
import { secretKey } from '../actions/secret-key.ts';
import { signOut } from '../actions/sign-out.ts';
import { SESSION_LIFE } from '../domain/session.ts';
import type { User } from '../domain/user.ts';
import { SessionShape } from './session-shape.ts';
import { Email, Name, Phone } from './user-fields.ts';

const GuestBody = Type.Object(
  {
    email: Email,
    firstName: Type.String({ minLength: 1, maxLength: 100, format: 'said' }),
    lastName: Type.Optional(Name),
    phone: Type.Optional(Phone),
    language: Type.Optional(LanguageShape),
  },
  { additionalProperties: false },
);

/** As many at once as sign up: a class, or an office at noon. */
const GUESTS: RouteLimits = {
  rates: [
    { by: 'address', room: 200, each: 2 },
    { by: 'user', room: 20, each: 20 },
  ],
};

/** `POST /api/guests`: a session for whoever orders without an account. */
export function guestRoute(app: App, { sql, publicUrl }: { sql: Sql; publicUrl?: string | undefined }): void {
  const secret = secretKey(sql, 'guests');
  app.post(
    '/api/guests',
    {
      config: { service: 'user', needs: 'anyone', limits: GUESTS },
      schema: {
        summary: 'Order as a guest',
        description: 'An Idempotency-Key, when sent, is honoured.',
        tags: ['session'],
        body: GuestBody,
        response: { 201: SessionShape },
      },
    },
    async (request, reply) => {
      const { body, headers, ip } = request;
      const language = body.language ?? preferredLanguage(headers['accept-language']);
      const use = keyUse(request, { route: 'POST /api/guests' }, body);
      const made = await beginAsGuest({ sql, secret }, use, {
        ...body,
        language,
        ip,
        agent: headers['user-agent'],
      });
      const { token, replayed, response } = made;
      // As where one signs in: nobody would end it any more. Sent again it is the same one.
      const before = sessionToken(request);
      if (before && before !== token) await signOut(sql, before);
      keepCookie(request, reply, { name: SESSION_COOKIE, value: token, life: SESSION_LIFE, publicUrl });
      if (replayed) reply.header('idempotency-replayed', 'true');
      reply.code(201).header('cache-control', 'no-store');
      return { token, user: JSON.parse(response) as User };
    },
  );
}
