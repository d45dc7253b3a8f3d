import { SerializerSelector } from '@fastify/fast-json-stringify-compiler';
import proxyAddr from '@fastify/proxy-addr';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import { asStored, newId } from '@sagashop/kernel/ids';
import fastify, {
  type FastifyBaseLogger,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { validateFunction } from '../config/schema.ts';
import type { Logger } from '../observe/log.ts';
import type { Metrics } from '../observe/metrics.ts';
import { parseQueryString } from '../text/query-string.ts';
import { tidyTexts } from '../text/tidy-texts.ts';
import { checkAccess } from './access.ts';
import { sendProblem, toProblem } from './answer-problem.ts';
import type { App } from './app.ts';
import { answerClientError } from './client-error.ts';
import { earlyRefusal } from './early-refusal.ts';
import { bodyOfJson } from './json-body.ts';
import { knowRoutes, noRoute, READ_PATHS } from './known-routes.ts';
import { type LoggedIds, requestLog } from './request-log.ts';
import { requestMetrics } from './request-metrics.ts';
import { closeSlowRequests, saidOn } from './slow-requests.ts';

const BODY_LIMIT = 1_000_000;
/** ms in which the headers of a request, and all of it, must have come. A slower one is 408. */
const SLOWEST = { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 1000 };

/**
 * Connections that may wait to be accepted, where an app listens. Those beyond it are dropped without a word, and
 * try again after 1, 3, 7 and 15 s: with Node's own 511 that is what most of a crowd met.
 */
export const BACKLOG = 4096;

// What writes a route's answers, as what checks its requests, is made with the first: most routes are never asked.
const serializers = SerializerSelector();
const buildSerializer: typeof serializers = (schemas, options) => {
  const compile = serializers(schemas, options);
  return (route) => {
    let write: ReturnType<typeof compile> | undefined;
    return (answer) => (write ??= compile(route))(answer);
  };
};

interface AppOptions {
  log: Logger;
  metrics: Metrics;
  /** Whose word on a client's address is believed: also, whose connections are many people's. */
  trustProxy?: string | boolean;
  /** Of what the log tells the ids, where a request was about it. */
  loggedIds?: LoggedIds | undefined;
  /**
   * Finds the names of cookies of earlier releases that nobody reads any more, of which a browser may have so many that
   * its headers are too long. With the flag `g`, and without what follows a name.
   */
  abandonedCookies?: RegExp;
  /** Sent with every answer. */
  headers?: Readonly<Record<string, string>>;
}

/**
 * An HTTP app with the conventions of every service: JSON bodies that are never coerced, problem+json for every
 * refusal, request ids, metrics, a limit of 1 MB, and of time for whoever sends. It does not listen.
 */
export function createApp(options: AppOptions): App {
  const { trustProxy = false, headers = {} } = options;
  const app = fastify({
    loggerInstance: options.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    clientErrorHandler: (error, socket) =>
      answerClientError(error, socket, saidOn(socket), options.abandonedCookies),
    frameworkErrors: (error, request, reply) => sendProblem(toProblem(error, request), reply),
    bodyLimit: BODY_LIMIT,
    // A search of 10,000 letters in Russian is 60 KB long in a URL.
    http: { maxHeaderSize: 80_000, ...SLOWEST },
    trustProxy,
    forceCloseConnections: 'idle',
    requestIdHeader: false,
    genReqId: () => newId(),
    routerOptions: { ...READ_PATHS, querystringParser: parseQueryString },
    requestTimeout: SLOWEST.requestTimeout,
    schemaController: { compilersFactory: { buildSerializer } },
  }).withTypeProvider<TypeBoxTypeProvider>() as unknown as App;
  closeSlowRequests(app.server, isTrusted(trustProxy));
  knowRoutes(app);

  app.setValidatorCompiler(({ schema, httpPart }) => (value: unknown) => {
    const validate = validateFunction(schema as object, httpPart === 'body' ? 'json' : 'text');
    return validate(value) || { error: validate.errors ?? [] };
  });
  app.decorateRequest('identity', null);
  app.decorateRequest('trace', null);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, bodyOfJson(app));
  // One log for all requests: a child for each costs more than all that it would ever say.
  app.setChildLoggerFactory((log) => log);
  // These hooks call back instead of returning promises: they run for every request and wait for nothing.
  app.addHook('onRequest', (request, reply, done) => {
    // What is compared with an id of the path, and what the audit log says of it, knows one way to write it.
    const params = request.params as Record<string, string>;
    for (const name in params) params[name] = asStored(params[name]!);
    reply.headers(headers).header('x-request-id', request.id);
    done(request.is404 && request.method !== 'OPTIONS' ? noRoute(app, request) : earlyRefusal(request));
  });
  checkAccess(app);
  readQueries(app);
  tellAnswers(app, options);
  app.setErrorHandler((error, request, reply) => sendProblem(toProblem(error, request), reply));
  app.setNotFoundHandler((request, reply) => answerNoRoute(app, request, reply));
  return app;
}

function readQueries(app: App): void {
  app.addHook('preValidation', (request, _reply, done) => {
    try {
      request.query = tidyTexts(request.query, request.routeOptions.schema?.querystring, { nul: 'blank' });
    } catch (refused) {
      return done(refused as Error);
    }
    done();
  });
}

function tellAnswers(app: App, options: AppOptions): void {
  const count = requestMetrics(options.metrics);
  const tell = requestLog(options.log, options.loggedIds);
  app.addHook('onResponse', (request, reply, done) => {
    count(request, reply);
    tell?.(request, reply);
    done();
  });
}

function isTrusted(trustProxy: string | boolean): (address: string) => boolean {
  if (typeof trustProxy === 'boolean') return () => trustProxy;
  const trusts = proxyAddr.compile(trustProxy.split(',').map((part) => part.trim()));
  return (address) => trusts(address, 0);
}

function answerNoRoute(app: App, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = noRoute(app, request);
  const { allow } = refusal.headers;
  // Who asks which methods there are is told; `*` is all of the shop.
  if (request.method === 'OPTIONS' && (allow || request.raw.url === '*')) {
    return reply.code(204).headers(refusal.headers).send();
  }
  return sendProblem(refusal, reply);
}
