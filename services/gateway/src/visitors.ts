import type { App } from '@sagashop/chassis/http/app';
import { GATEWAY } from '@sagashop/chassis/service/callers';
import { ephemeralKeys, type ServiceKeys } from '@sagashop/chassis/service/service-keys';
import { tokenMaker, tokenReader } from '@sagashop/chassis/service/tokens';

/** The header in which the web process shows where the visitor comes from for whom it asks. */
export const VISITOR_HEADER = 'x-sagashop-visitor';

/** What the API is to know of a visitor for whom the web process asks. */
export interface Visitor {
  ip: string;
  /** `https` or `http`, as the visitor reached us. */
  protocol: string;
}

export interface Visitors {
  /** A proof, for a minute, that such a visitor has asked for a page. */
  proof(visitor: Visitor): string;
  /** The visitor of a proof that is ours and fresh. */
  visitorOf(proof: string | undefined): Visitor | undefined;
}

/**
 * Proofs of visitors' addresses and protocols. All visitors would have the web process's address otherwise, and count as
 * one where failed sign-ins are counted. They are tokens that a gateway signs for gateways: all with the same public keys
 * believe them, also while keys are exchanged. Without keys this process alone does.
 */
export function visitorProofs(
  keys: ServiceKeys | undefined,
  as = GATEWAY,
  now: () => number = Date.now,
): Visitors {
  const known = keys ?? ephemeralKeys(as);
  const make = tokenMaker(known, as, now);
  const read = tokenReader(known, now);
  return {
    proof: ({ ip, protocol }) =>
      make('visitor', GATEWAY, { ip, protocol: protocol === 'https' ? 'https' : 'http' }),
    visitorOf: (proof) => {
      const said = read(proof, [GATEWAY]);
      if ('wrong' in said || said.kind !== 'visitor' || said.issuer !== as) return undefined;
      return said.about as Visitor;
    },
  };
}

/** From here on a request of the web process has its visitor's address and protocol. */
export function believeVisitors(app: App, visitors: Visitors): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const proof = request.headers[VISITOR_HEADER];
    const visitor = typeof proof === 'string' ? visitors.visitorOf(proof) : undefined;
    if (visitor) {
      Object.defineProperty(request, 'ip', { value: visitor.ip });
      Object.defineProperty(request, 'protocol', { value: visitor.protocol });
    }
    done();
  });
}
