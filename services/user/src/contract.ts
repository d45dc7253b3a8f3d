import { call } from '@sagashop/chassis/calls';
import { Id } from '@sagashop/chassis/shapes';
import { Type } from 'typebox';

const Identity = Type.Object({
  userId: Id,
  username: Type.String(),
  isAdmin: Type.Boolean(),
  language: Type.Union([Type.Literal('en'), Type.Literal('ru')]),
  email: Type.String(),
  name: Type.String(),
});

/** Who the sessions belong to, by the SHA-256 (hex) of their tokens; null where there is no such session. */
export const sessions = call(
  'user',
  'sessions',
  Type.Object({ hashes: Type.Array(Type.String({ pattern: '^[0-9a-f]{64}$' })) }),
  Type.Object({ identities: Type.Array(Type.Union([Identity, Type.Null()])) }),
);

/**
 * The session token of a request travels in this cookie, or as `Authorization: Bearer`. The user service
 * sets and clears the cookie; the gateway reads it.
 */
export const SESSION_COOKIE = 'sagashop_session';
