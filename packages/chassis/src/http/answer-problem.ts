import { Problem } from '@sagashop/kernel/problem';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { readableErrors } from '../config/schema.ts';
import { problemBytes, refuse } from '../errors.ts';
import { warnThrottled } from '../observe/warn-throttled.ts';
import { databaseAway } from '../postgres/sql-state.ts';
import { requestFields } from './request-log.ts';

/**
 * Sends a problem as application/problem+json (RFC 9457). The connection stays: what is still to come of a body is
 * dropped as it comes. Closed at once, it would be reset under the sender's hands, and the refusal lost.
 */
export function sendProblem(problem: Problem, reply: FastifyReply): FastifyReply {
  return reply
    .removeHeader('connection')
    .code(problem.status)
    .headers(problem.headers)
    .type('application/problem+json')
    .serializer((body: unknown) => body as string)
    .send(problemBytes(problem));
}

/** What a request is refused with for what was thrown; what is no refusal is a mistake of ours, and is logged. */
export function toProblem(thrown: unknown, request: FastifyRequest): Problem {
  if (thrown instanceof Problem) return thrown;
  const error = thrown as FastifyError;
  if (error.validation) return validationProblem(error);
  const refusal = FRAMEWORK[error.code];
  if (refusal) return refusal();
  if (databaseAway(error)) {
    const { service = 'gateway' } = request.routeOptions.config;
    warnThrottled(
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
