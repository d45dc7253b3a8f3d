import { staffOf } from '@sagashop/audit-log/staff-of';
import { invalid } from '@sagashop/chassis/errors';
import type { App } from '@sagashop/chassis/http/app';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { permission } from '@sagashop/vocabulary/permissions';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { invite } from '../actions/invite.ts';
import { InvitationShape, showInvitation } from './invitation-shape.ts';
import { RolesField } from './staff.ts';
import { Email } from './user-fields.ts';

const InviteBody = Type.Object({ email: Email, roles: RolesField }, { additionalProperties: false });
const Invited = Type.Object({
  ...InvitationShape.properties,
  link: Type.String({ description: 'good for a week and for one; it is told here alone' }),
});

/** `POST /api/staff`: an owner invites somebody to work for the shop, by a link that they hand over. */
export function inviteRoute(
  app: App,
  { sql, publicUrl }: { sql: Sql; publicUrl?: string | undefined },
): void {
  app.post(
    '/api/staff',
    {
      config: { service: 'user', needs: permission('staff.write') },
      schema: {
        summary: 'Invite somebody to work for the shop',
        tags: ['staff'],
        body: InviteBody,
        response: { 201: Invited },
      },
    },
    async (request, reply) => {
      const { email, roles } = request.body;
      if (roles.length === 0) throw invalid('roles', 'must have at least one');
      // Before anything is written: the link is told once, so that an invitation without one would be lost.
      const origin = originOf(request, publicUrl);
      const { token, invitation } = await invite(sql, { by: staffOf(request), email, roles });
      const link = `${origin}/staff/invitations/${token}`;
      return reply
        .code(201)
        .header('cache-control', 'no-store')
        .send({ ...showInvitation(invitation), link });
    },
  );
}

/** Where people reach the shop: as whoever runs it says, or else as this request has. Refuses a `Host` that is none. */
function originOf({ protocol, host }: FastifyRequest, publicUrl: string | undefined): string {
  const url = URL.parse(publicUrl ?? `${protocol}://${host}`);
  if (!url) throw invalid('host', 'is no address');
  return url.origin;
}
