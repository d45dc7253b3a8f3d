import type { RouteLimits } from '@sagashop/chassis/guards/allowances';
import { Type } from 'typebox';

/** The path of what whoever has the link of an invitation does with it, and what is allowed there. */
export const INVITATION_LINK = '/api/staff/invitations/:token';
export const LinkParams = Type.Object({ token: Type.String({ maxLength: 200 }) });

/** Few are invited. Nobody guesses a token; what is limited is how often a password is hashed. */
export const LINK_LIMITS: RouteLimits = {
  rates: [
    { by: 'address', room: 100, each: 2 },
    { by: 'user', room: 20, each: 20 },
  ],
};
