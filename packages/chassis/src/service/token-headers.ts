import type { Identity } from '../http/identity.ts';
import { SHARED_HEADER, TOKEN_HEADER } from './internal-door.ts';
import { recent } from './recent.ts';
import type { ServiceKeys } from './service-keys.ts';
import { signShared } from './shared-keys.ts';
import { tokenMaker } from './tokens.ts';

/** The headers with which one service asks others, names and values by turns. */
export interface TokenHeaders {
  /** For a question of its own. */
  service(audience: string): string[];
  /** For a request of a customer, null for nobody. */
  customer(identity: Identity | null, audience: string): string[];
}

const REUSED = 10_000; // ms; twice that at most, well before a token ends
const MOST = 2000;

/**
 * Tokens of `issuer`, and where the shared keys of the release before are known the same in its form beside: while
 * processes are replaced one after another, each believes what it can read. Throws as `ServiceKeys.signerOf` does, at
 * the first token.
 */
export function tokenHeaders(keys: ServiceKeys, issuer: string): TokenHeaders {
  let make: ReturnType<typeof tokenMaker> | undefined;
  const older = recent<string>(MOST, REUSED);
  const shared = (identity: Identity | null, audience: string): string[] => {
    if (!keys.shared) return [];
    const name = `${audience} ${identity ? JSON.stringify(identity) : ''}`;
    let token = older.get(name);
    if (!token) older.set(name, (token = signShared(identity, audience, keys.shared, Date.now())));
    return [SHARED_HEADER, token];
  };
  const token = (kind: 'service' | 'customer', audience: string, about: Identity | null) => {
    make ??= tokenMaker(keys, issuer);
    return [TOKEN_HEADER, make(kind, audience, about), ...shared(about, audience)];
  };
  return {
    service: (audience) => token('service', audience, null),
    customer: (identity, audience) => token('customer', audience, identity),
  };
}
