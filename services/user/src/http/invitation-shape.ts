import { Id, Instant } from '@sagashop/chassis/http/shapes';
import { Type } from 'typebox';
import type { Invitation } from '../domain/invitation.ts';

/** An invitation as owners see it: without its link, which is told once. */
export const InvitationShape = Type.Object({
  id: Id,
  email: Type.String(),
  roles: Type.Array(Type.String()),
  invitedBy: Type.Object({ id: Id }),
  createdAt: Instant,
  expiresAt: Instant,
});

export function showInvitation({ invitedBy, createdAt, expiresAt, ...invitation }: Invitation) {
  return {
    ...invitation,
    invitedBy: { id: invitedBy },
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
}
