import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
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
export type InternalKeys = readonly { id: string; secret: KeyObject }[];

const LIFE = 60; // seconds

/** The header that carries a token from the gateway to a service, and between services. */
export const IDENTITY_HEADER = 'x-sagashop-identity';

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
    // A key's bytes would be made a key again for each token: five times the time.
    return { id, secret: createSecretKey(hex, 'hex') };
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

/** Why a token is not believed; a name for the metrics, with nothing of the token in it. */
export type Disbelief = 'missing' | 'malformed' | 'unknown_key' | 'forged' | 'foreign' | 'expired';

/** What a token says, or why it is not believed. Its audience must be one of `audiences`. */
export function readToken(
  token: string | undefined,
  audiences: readonly string[],
  keys: InternalKeys,
  now = Date.now(),
): { identity: Identity | null; audience: string } | { wrong: Disbelief } {
  if (!token) return { wrong: 'missing' };
  const [payload, id, signature, ...more] = token.split('.');
  if (!payload || !id || !signature || more.length > 0) return { wrong: 'malformed' };
  const key = keys.find((candidate) => candidate.id === id);
  if (!key) return { wrong: 'unknown_key' };
  const expected = sign(payload, key.secret);
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return { wrong: 'forged' };
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims;
  if (!audiences.includes(claims.aud)) return { wrong: 'foreign' };
  if (claims.exp * 1000 < now) return { wrong: 'expired' };
  return { identity: claims.identity, audience: claims.aud };
}

interface Claims {
  aud: string;
  exp: number;
  identity: Identity | null;
}

/** The identity inside a token, null for nobody; throws 401 when it is forged, expired or for another service. */
export function verifyIdentity(
  token: string,
  audience: string,
  keys: InternalKeys,
  now = Date.now(),
): Identity | null {
  const read = readToken(token, [audience], keys, now);
  if ('wrong' in read) throw refuse.not_signed_in();
  return read.identity;
}

function sign(payload: string, secret: KeyObject): Buffer {
  return createHmac('sha256', secret).update(payload).digest();
}
