import { hasPermission } from '@sagashop/chassis/http/access';
import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import { cursorPart, decodeCursor, ListQuery, PageOf, page } from '@sagashop/chassis/http/lists';
import { Id } from '@sagashop/chassis/http/shapes';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { Peers } from '@sagashop/chassis/service/calls';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import { recipientsOf } from '../actions/recipients-of.ts';
import { MAIL_STATES } from '../domain/mail.ts';
import { findMails } from '../store/mails.ts';
import { MailShape, showMail } from './mail-shape.ts';

export interface MailRoutes {
  sql: Sql;
  peers: Pick<Peers, 'ask'>;
  /** Where people reach the shop. */
  origin: string;
  /** Whether mails are sent: else secret ones are read here by an owner, and only here. */
  sends: boolean;
}

const MailPage = Type.Object({
  ...PageOf(MailShape).properties,
  sends: Type.Boolean({ description: 'whether there is a server by which they are sent' }),
});
const Place = Type.Tuple([cursorPart.id]);

/** `GET /api/mails`: what people are written, for staff. */
export function mailsRoute(app: App, { sql, peers, origin, sends }: MailRoutes): void {
  app.get(
    '/api/mails',
    {
      config: { service: 'notify', needs: permission('mails.read') },
      schema: {
        summary: 'Mails, newest first',
        tags: ['notify'],
        querystring: Type.Object({
          orderId: Type.Optional(Id),
          state: Type.Optional(Type.Enum(MAIL_STATES)),
          kind: Type.Optional(Type.String({ pattern: '^[a-z_]{1,40}$' })),
          ...ListQuery,
        }),
        response: { 200: MailPage },
      },
    },
    async (request, reply) => {
      const { limit, cursor, ...which } = request.query;
      const before = decodeCursor(cursor, Place)?.[0] ?? null;
      const mails = await findMails(sql, { ...which, before, limit: limit + 1 });
      const { people } = await recipientsOf(peers, mails);
      const secrets = !sends && hasPermission(signedIn(request), permission('mails.read-secret'));
      reply.header('cache-control', 'no-store');
      const shown = page(
        mails,
        limit,
        ({ id }) => [id],
        (mail) => showMail(mail, people.get(mail.id), { origin, secrets }),
      );
      return { ...shown, sends };
    },
  );
}
