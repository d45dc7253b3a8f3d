import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { App } from '@sagashop/chassis/http';
import type { InternalKeys } from '@sagashop/chassis/identity';

/** The header in which the web process shows where the visitor comes from for whom it asks. */
export const VISITOR_HEADER = 'x-sagashop-visitor';
const LIFE = 60; // seconds; a page that takes longer asks for itself

/** What the API is to know of a visitor for whom the web process asks. */
export interface Visitor {
  ip: string;
  /** `https` or `http`, as the visitor reached us; none in the proofs of the release before. */
  protocol?: string | undefined;
}

export interface Visitors {
  /** A proof, for a minute, that such a visitor has asked for a page. */
  proof(visitor: Visitor): string;
  /** The visitor of a proof that is ours and fresh. */
  visitorOf(proof: string | undefined): Visitor | undefined;
}

/**
 * Proofs of visitors' addresses and protocols. All visitors would have the web process's address otherwise, and count as one
 * where failed sign-ins are counted. Gateways with the same keys believe each other's.
 */
export function visitorProofs(keys: InternalKeys | undefined, now = () => Date.now()): Visitors {
  const secret = createHmac('sha256', keys?.[0]?.secret ?? randomBytes(32))
    .update('visitors')
    .digest();
  const sign = (text: string) => createHmac('sha256', secret).update(text).digest();
  return {
    proof: ({ ip, protocol }) => {
      const text = `${Math.floor(now() / 1000) + LIFE} ${ip} ${protocol === 'https' ? 'https' : 'http'}`;
      return `${Buffer.from(text).toString('base64url')}.${sign(text).toString('base64url')}`;
    },
    visitorOf: (proof) => {
      const [payload, signature, ...more] = proof?.split('.') ?? [];
      if (!payload || !signature || more.length > 0) return undefined;
      const text = Buffer.from(payload, 'base64url').toString();
      const given = Buffer.from(signature, 'base64url');
      const expected = sign(text);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
      const [until, ip = '', protocol] = text.split(' ');
      return Number(until) * 1000 >= now() ? { ip, protocol } : undefined;
    },
  };
}

/** From here on a request of the web process has its visitor's address and protocol. */
export function believeVisitors(app: App, visitors: Visitors): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const proof = request.headers[VISITOR_HEADER];
    const visitor = typeof proof === 'string' ? visitors.visitorOf(proof) : undefined;
    if (visitor) Object.defineProperty(request, 'ip', { value: visitor.ip });
    if (visitor?.protocol) Object.defineProperty(request, 'protocol', { value: visitor.protocol });
    done();
  });
}
