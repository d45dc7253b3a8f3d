import type { RouteLimits } from '@sagashop/chassis/guards/allowances';
import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { openCommandSession } from '../actions/open-session.ts';
import { COMMAND_LIFE } from '../domain/session.ts';

const Body = Type.Object(
  {
    scope: Type.Enum(['audit', 'load', 'lab'], {
      description: 'the command that it is good for, and nothing else',
    }),
  },
  { additionalProperties: false },
);
const CommandToken = Type.Object({
  token: Type.String(),
  scope: Type.String(),
  expiresIn: Type.Integer({ description: 'seconds' }),
});
const LIMITS: RouteLimits = { rates: [{ by: 'user', room: 60, each: 1 }] };

/** `POST /api/session/tokens`: a token of five minutes that is good for one command of `sagashop`. */
export function commandTokenRoute(app: App, sql: Sql): void {
  app.post(
    '/api/session/tokens',
    {
      config: { service: 'user', needs: permission('commands.run'), limits: LIMITS },
      schema: {
        summary: 'Get a token for one command',
        tags: ['session'],
        body: Body,
        response: { 201: CommandToken },
      },
    },
    async (request, reply) => {
      const { scope } = request.body as { scope: string };
      const token = await openCommandSession(sql, signedIn(request).userId, scope);
      return reply
        .code(201)
        .header('cache-control', 'no-store')
        .send({ token, scope, expiresIn: COMMAND_LIFE });
    },
  );
}
