import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { Identity } from './identity.ts';

/** A Fastify instance whose routes take their types from their TypeBox schemas. */
export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks, as the gateway found by the session; null for nobody. */
    identity: Identity | null;
  }
  interface FastifyContextConfig {
    /** The service whose route it is, for the metrics. */
    service?: string;
    /** Its answer goes on for as long as there is something to tell. */
    streaming?: boolean;
    /** It answers whatever path no other route has: what is there, it says itself. */
    pages?: boolean;
  }
}
