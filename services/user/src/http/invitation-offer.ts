import { READS } from '@sagashop/chassis/guards/allowances';
import type { App } from '@sagashop/chassis/http/app';
import { Instant } from '@sagashop/chassis/http/shapes';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { Type } from 'typebox';
import { openInvitation } from '../actions/open-invitation.ts';
import { findMemberByEmail } from '../store/users.ts';
import { INVITATION_LINK, LinkParams } from './invitation-link.ts';

const Offer = Type.Object({
  email: Type.String(),
  roles: Type.Array(Type.String()),
  expiresAt: Instant,
  member: Type.Boolean({ description: 'whether somebody has an account with this e-mail address' }),
});

/** `GET /api/staff/invitations/{token}`: what whoever has the link is invited to. */
export function invitationOfferRoute(app: App, sql: Sql): void {
  app.get(
    INVITATION_LINK,
    {
      config: { service: 'user', limits: READS, needs: 'anyone' },
      schema: {
        summary: 'What an invitation offers',
        tags: ['staff'],
        params: LinkParams,
        response: { 200: Offer },
      },
    },
    async ({ params: { token } }, reply) => {
      const { email, roles, expiresAt } = await openInvitation(sql, token);
      const member = (await findMemberByEmail(sql, email)) !== undefined;
      reply.header('cache-control', 'no-store');
      return { email, roles, expiresAt: expiresAt.toISOString(), member };
    },
  );
}
