import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { acceptAsMember } from '../actions/accept-as-member.ts';
import { UserShape } from '../contract.ts';
import { INVITATION_LINK, LINK_LIMITS, LinkParams } from './invitation-link.ts';

/** `POST /api/staff/invitations/{token}/acceptance`: the roles for whoever has an account with that e-mail address. */
export function acceptAsMemberRoute(app: App, sql: Sql): void {
  app.post(
    `${INVITATION_LINK}/acceptance`,
    {
      config: { service: 'user', limits: LINK_LIMITS, needs: 'signed in' },
      schema: {
        summary: 'Accept an invitation with the account that I have',
        tags: ['staff'],
        params: LinkParams,
        response: { 200: UserShape },
      },
    },
    async (request) => {
      const { userId } = signedIn(request);
      return acceptAsMember(sql, { token: request.params.token, userId, from: request.ip });
    },
  );
}
