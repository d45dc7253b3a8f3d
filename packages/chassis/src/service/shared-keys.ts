import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { Identity } from '../http/identity.ts';

// What the release before signs with: one secret for everybody. It goes with the next release.

/** HMAC keys by id; the first one signs, all of them verify. */
export type SharedKeys = readonly { id: string; secret: KeyObject }[];

const LIFE = 60; // seconds
const AHEAD = 10; // seconds that another's clock may be ahead of ours

/** Reads `id:hex,id:hex`. Throws when a key is shorter than 32 bytes or the text has another form. */
export function readSharedKeys(text: string): SharedKeys {
  return text.split(',').map((part) => {
    const [id, hex] = part.split(':');
    if (!id || !hex || !/^([0-9a-f]{2}){32,}$/.test(hex)) {
      throw new Error('SAGASHOP_INTERNAL_KEYS: write each key as id:hex, with at least 32 bytes of hex');
    }
    // A key's bytes would be made a key again for each token: five times the time.
    return { id, secret: createSecretKey(hex, 'hex') };
  });
}

/** The private keys (seeds of 32 bytes) that a shop with nothing but shared keys has for a service, the first one signing. */
export function derivedSeeds(keys: SharedKeys, service: string): Buffer[] {
  return keys.map(({ secret }) => createHmac('sha256', secret).update(`service key ${service}`).digest());
}

/** A token as services of the release before believe it; `now` in ms. */
export function signShared(
  identity: Identity | null,
  audience: string,
  keys: SharedKeys,
  now: number,
): string {
  const key = keys[0]!;
  const claims = { aud: audience, exp: Math.floor(now / 1000) + LIFE, identity };
  const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
  return `${payload}.${key.id}.${mac(payload, key.secret).toString('base64url')}`;
}

/** What such a token says, or why it is not believed. */
export function readShared(
  token: string,
  audiences: readonly string[],
  keys: SharedKeys,
  now: number,
):
  | { identity: Identity | null; audience: string }
  | { wrong: 'malformed' | 'unknown_key' | 'forged' | 'foreign' | 'expired' } {
  const [payload, id, signature, ...more] = token.split('.');
  if (!payload || !id || !signature || more.length > 0) return { wrong: 'malformed' };
  const key = keys.find((candidate) => candidate.id === id);
  if (!key) return { wrong: 'unknown_key' };
  const expected = mac(payload, key.secret);
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return { wrong: 'forged' };
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims;
  if (!audiences.includes(claims.aud)) return { wrong: 'foreign' };
  const left = claims.exp * 1000 - now;
  // Its maker says when it ends, but not that it ends in a year.
  if (left < 0 || left > (LIFE + AHEAD) * 1000) return { wrong: 'expired' };
  return { identity: claims.identity, audience: claims.aud };
}

interface Claims {
  aud: string;
  exp: number;
  identity: Identity | null;
}

function mac(payload: string, secret: KeyObject): Buffer {
  return createHmac('sha256', secret).update(payload).digest();
}
