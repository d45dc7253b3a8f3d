import { recent } from './recent.ts';
import type { ServiceKeys } from './service-keys.ts';

/** What a token is: a service's word, a customer for whom the gateway asks, or where a page's visitor comes from. */
export type Kind = 'service' | 'customer' | 'visitor';

/** What a token that is believed says. */
export interface Believed {
  /** Who has signed it. */
  issuer: string;
  audience: string;
  kind: Kind;
  /** The customer or the visitor; null for nobody, and in a service's own word. */
  about: unknown;
}

/** Why a token is not believed; a name for the metrics, with nothing of the token in it. */
export type Disbelief =
  | 'missing'
  | 'malformed'
  | 'unknown_key'
  | 'forged'
  | 'foreign'
  | 'expired'
  | 'early'
  | 'wrong_kind'
  | 'uncalled';

const LIFE = 60; // seconds from when it was made, whatever it says itself
const AHEAD = 10; // seconds that another's clock may be ahead of ours
const REUSED = 10_000; // ms for which a token is used again at least, and twice that at most
const REMEMBERED = 20_000; // ms for which a signature that was right is remembered
const MOST = 2000; // tokens of each sort
const LONGEST = 8000; // letters

/** Makes the tokens of one service. */
export type TokenMaker = (kind: Kind, audience: string, about?: object | null) => string;

/**
 * Signs tokens as `issuer`. The same word to the same service is signed once in some seconds: a signature costs 50 µs.
 * `now` in ms. Throws when the private key of `issuer` is not here.
 */
export function tokenMaker(keys: ServiceKeys, issuer: string, now: () => number = Date.now): TokenMaker {
  const sign = keys.signerOf(issuer);
  const made = recent<string>(MOST, REUSED, now);
  return (kind, audience, about = null) => {
    const name = `${kind} ${audience} ${about === null ? '' : JSON.stringify(about)}`;
    let token = made.get(name);
    if (!token) {
      const iat = Math.floor(now() / 1000);
      token = sign({ iss: issuer, aud: audience, kind, about, iat, exp: iat + LIFE });
      made.set(name, token);
    }
    return token;
  };
}

/** Reads tokens for one of `audiences`: what they say, or why they are not believed. */
export type TokenReader = (
  token: string | undefined,
  audiences: readonly string[],
) => Believed | { wrong: Disbelief };

/**
 * Reads tokens that any of the public keys has signed. A signature that was right is remembered: checking one costs
 * 140 µs. `now` in ms.
 */
export function tokenReader(keys: ServiceKeys, now: () => number = Date.now): TokenReader {
  const known = recent<Claims>(MOST, REMEMBERED, now);
  return (token, audiences) => {
    if (!token) return { wrong: 'missing' };
    let claims = known.get(token);
    if (!claims) {
      const read = verified(token, keys);
      if (typeof read === 'string') return { wrong: read };
      known.set(token, (claims = read));
    }
    if (!audiences.includes(claims.aud)) return { wrong: 'foreign' };
    const seconds = now() / 1000;
    if (seconds >= Math.min(claims.iat + LIFE, claims.exp)) return { wrong: 'expired' };
    if (claims.iat > seconds + AHEAD) return { wrong: 'early' };
    return { issuer: claims.iss, audience: claims.aud, kind: claims.kind, about: claims.about };
  };
}

interface Claims {
  iss: string;
  aud: string;
  kind: Kind;
  about: unknown;
  iat: number;
  exp: number;
}

/** The claims of a token that is signed by the key that it names, and whose issuer is that key's owner. */
function verified(token: string, keys: ServiceKeys): Claims | Disbelief {
  const kid = token.length > LONGEST ? undefined : kidIn(token);
  if (kid === undefined) return 'malformed';
  const key = keys.publicKey(kid);
  if (!key) return 'unknown_key';
  try {
    const claims = key.verify(token);
    return claims['iss'] === key.name && isWhole(claims) ? claims : 'malformed';
  } catch (error) {
    return (error as { code?: string }).code === 'FAST_JWT_INVALID_SIGNATURE' ? 'forged' : 'malformed';
  }
}

function isWhole(claims: object): claims is Claims {
  const { aud, kind, iat, exp } = claims as Record<string, unknown>;
  const kinds: unknown[] = ['service', 'customer', 'visitor'];
  return typeof aud === 'string' && kinds.includes(kind) && Number.isInteger(iat) && Number.isInteger(exp);
}

function kidIn(token: string): string | undefined {
  const [head = '', ...more] = token.split('.', 4);
  if (more.length !== 2) return undefined;
  try {
    const { kid } = JSON.parse(Buffer.from(head, 'base64url').toString()) as { kid?: unknown };
    return typeof kid === 'string' ? kid : undefined;
  } catch {
    return undefined;
  }
}
