import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { refuse } from './errors.ts';

/** Who a request comes from, as the user service knows them at this moment. */
export interface Identity {
  userId: string;
  username: string;
  isAdmin: boolean;
  language: 'en' | 'ru';
  email: string;
  name: string;
}

/** HMAC keys by id; the first one signs, all of them verify, so that keys can be changed without a stop. */
export type InternalKeys = readonly { id: string; secret: Buffer }[];

const LIFE = 60; // seconds

/** The signed-in user, or 401. */
export function signedIn(request: FastifyRequest): Identity {
  if (!request.identity) throw refuse.not_signed_in();
  return request.identity;
}

/** The signed-in administrator, or 401 or 403. */
export function admin(request: FastifyRequest): Identity {
  const identity = signedIn(request);
  if (!identity.isAdmin) throw refuse.forbidden();
  return identity;
}

/** Reads `id:hex,id:hex`. Throws when a key is shorter than 32 bytes or the text has another form. */
export function readInternalKeys(text: string): InternalKeys {
  return text.split(',').map((part) => {
    const [id, hex] = part.split(':');
    if (!id || !hex || !/^([0-9a-f]{2}){32,}$/.test(hex)) {
      throw new Error('SAGASHOP_INTERNAL_KEYS: write each key as id:hex, with at least 32 bytes of hex');
    }
    return { id, secret: Buffer.from(hex, 'hex') };
  });
}

/** A token that says to one service, for a minute, who a request comes from. `now` in ms. */
export function signIdentity(
  identity: Identity | null,
  audience: string,
  keys: InternalKeys,
  now = Date.now(),
): string {
  const key = keys[0]!;
  const claims = { aud: audience, exp: Math.floor(now / 1000) + LIFE, identity };
  const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
  return `${payload}.${key.id}.${sign(payload, key.secret).toString('base64url')}`;
}

/** The identity inside a token, null for nobody; throws 401 when it is forged, expired or for another service. */
export function verifyIdentity(
  token: string,
  audience: string,
  keys: InternalKeys,
  now = Date.now(),
): Identity | null {
  const [payload = '', id, signature = ''] = token.split('.');
  const key = keys.find((candidate) => candidate.id === id);
  if (!key) throw refuse.not_signed_in();
  const expected = sign(payload, key.secret);
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw refuse.not_signed_in();
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as {
    aud: string;
    exp: number;
    identity: Identity | null;
  };
  if (claims.aud !== audience || claims.exp * 1000 < now) throw refuse.not_signed_in();
  return claims.identity;
}

function sign(payload: string, secret: Buffer): Buffer {
  return createHmac('sha256', secret).update(payload).digest();
}
