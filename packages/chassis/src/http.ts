import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import { newId } from '@sagashop/kernel/ids';
import { Problem } from '@sagashop/kernel/problem';
import fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
  type RawServerDefault,
} from 'fastify';
import { answerClientError } from './client-error.ts';
import { problemBytes, refuse } from './errors.ts';
import type { Identity } from './identity.ts';
import { bodyOfJson } from './json-body.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics.ts';
import { databaseAway } from './postgres.ts';
import { queryOf } from './query-string.ts';
import { requestFields, requestLog } from './request-log.ts';
import { requestCounter } from './request-metrics.ts';
import { readableErrors, validateFunction } from './schema.ts';
import { warnSeldom } from './seldom.ts';
import { tidyTexts } from './tidy-texts.ts';

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
    lasting?: boolean;
  }
}

const BODY_LIMIT = 1_000_000;

/**
 * Connections that may wait to be accepted, where an app listens. Those beyond it are dropped without a word, and
 * try again after 1, 3, 7 and 15 s: with Node's own 511 that is what most of a crowd met.
 */
export const BACKLOG = 4096;

/**
 * An HTTP app with the manners of every service: JSON bodies that are never coerced, problem+json for every
 * refusal, request ids, metrics, a limit of 1 MB. It does not listen.
 */
export function createApp(options: { log: Logger; metrics: Metrics; trustProxy?: string | boolean }): App {
  const app = fastify({
    loggerInstance: options.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, request, reply) => sendProblem(toProblem(error, request), reply),
    bodyLimit: BODY_LIMIT,
    // A search of 10,000 letters in Russian is 60 KB long in a URL.
    http: { maxHeaderSize: 80_000 },
    trustProxy: options.trustProxy ?? false,
    forceCloseConnections: 'idle',
    requestIdHeader: false,
    genReqId: () => newId(),
    routerOptions: { maxParamLength: 500, ignoreTrailingSlash: true, querystringParser: queryOf },
    requestTimeout: 60_000,
  }).withTypeProvider<TypeBoxTypeProvider>() as unknown as App;

  app.setValidatorCompiler(({ schema, httpPart }) =>
    validateFunction(schema as object, httpPart === 'body' ? 'json' : 'text'),
  );
  app.decorateRequest('identity', null);
  app.decorateRequest('trace', null);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, bodyOfJson(app));
  // One log for all requests: a child for each costs more than all that it would ever say.
  app.setChildLoggerFactory((log) => log);
  // These hooks call back instead of returning promises: they run for every request and wait for nothing.
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  app.addHook('preValidation', (request, _reply, done) => {
    try {
      request.query = tidyTexts(request.query, request.routeOptions.schema?.querystring, { nul: 'blank' });
    } catch (refused) {
      return done(refused as Error);
    }
    done();
  });
  const count = requestCounter(options.metrics);
  const tell = requestLog(options.log);
  app.addHook('onResponse', (request, reply, done) => {
    count(request, reply);
    tell?.(request, reply);
    done();
  });
  app.setErrorHandler((error, request, reply) => sendProblem(toProblem(error, request), reply));
  app.setNotFoundHandler((_request, reply) => sendProblem(refuse.not_found(), reply));
  return app;
}

/** Sends a problem as application/problem+json (RFC 9457). */
function sendProblem(problem: Problem, reply: FastifyReply): FastifyReply {
  return reply
    .code(problem.status)
    .headers(problem.headers)
    .type('application/problem+json')
    .serializer((body: unknown) => body as string)
    .send(problemBytes(problem));
}

function toProblem(thrown: unknown, request: FastifyRequest): Problem {
  if (thrown instanceof Problem) return thrown;
  const error = thrown as FastifyError;
  if (error.validation) return validationProblem(error);
  const refusal = FRAMEWORK[error.code];
  if (refusal) return refusal();
  if (databaseAway(error)) {
    const { service = 'gateway' } = request.routeOptions.config;
    warnSeldom(
      request.log,
      `database ${service}`,
      { err: error, ...requestFields(request) },
      'the database is away',
    );
    return refuse.unavailable({}, { 'retry-after': '1' });
  }
  if (error.statusCode && error.statusCode >= 400 && error.statusCode < 500) return refuse.malformed_body();
  request.log.error({ err: error, ...requestFields(request) }, 'a request broke');
  return refuse.internal_error({ request: request.id });
}

const FRAMEWORK: Record<string, () => Problem> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () => refuse.body_too_large(),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => refuse.unsupported_media_type(),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => refuse.malformed_body(),
  FST_ERR_CTP_INVALID_JSON_BODY: () => refuse.malformed_body(),
  FST_ERR_BAD_URL: () => refuse.not_found(),
};

/** A path parameter that does not fit names nothing: 404. Everything else says what is wrong, and where. */
function validationProblem(error: FastifyError): Problem {
  if (error.validationContext === 'params') return refuse.not_found();
  return refuse.validation_failed({ errors: readableErrors(error.validation as never) });
}
