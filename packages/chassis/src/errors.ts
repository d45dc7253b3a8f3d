import { type Problem, refusals } from '@sagashop/kernel/problem';

/** The refusals that any service may give. A service's own stand in its errors.ts. */
export const refuse = refusals({
  malformed_body: { status: 400, title: 'The body is not valid JSON.' },
  malformed_request: { status: 400, title: 'This is not HTTP as the shop understands it.' },
  idempotency_key_missing: {
    status: 400,
    title: 'This request needs an Idempotency-Key header, so that repeating it cannot do its work twice.',
  },
  not_signed_in: { status: 401, title: 'Sign in first.' },
  foreign_origin: {
    status: 403,
    title: 'This request comes from a page of another site. Nothing was done.',
  },
  forbidden: { status: 403, title: 'Your account may not do this.' },
  not_found: { status: 404, title: 'There is nothing here that you can see.' },
  method_not_allowed: { status: 405, title: 'This path has other methods; Allow names them.' },
  idempotency_in_progress: {
    status: 409,
    title: 'The first request with this Idempotency-Key has not ended yet.',
  },
  request_timeout: { status: 408, title: 'The request took too long to arrive.' },
  body_too_large: {
    status: 413,
    title: 'The body is larger than what is taken here: 1 MB, and more of files alone.',
  },
  uri_too_long: {
    status: 414,
    title: 'The address of a page is longer than 8,000 letters, or its path than 2,000.',
  },
  unsupported_media_type: { status: 415, title: 'Send the body as application/json, and not encoded.' },
  validation_failed: { status: 422, title: 'Some of what was sent is not valid.' },
  idempotency_key_reused: {
    status: 422,
    title: 'This Idempotency-Key was used before with another request.',
  },
  too_many_attempts: { status: 429, title: 'Too many attempts. Wait, then try again.' },
  headers_too_large: {
    status: 431,
    title: 'The headers are longer than 80 KB, the path included, or one of them is longer than it may be.',
  },
  internal_error: { status: 500, title: 'Something broke on our side. Nothing is lost; try again.' },
  unavailable: { status: 503, title: 'A part of the shop is away at the moment. Try again.' },
});

/** A refusal of one value, in the form of every validation error. */
export function invalid(path: string, message: string) {
  return refuse.validation_failed({ errors: [{ path, message }] });
}

/** The document of a problem, as it is sent and, behind an Idempotency-Key, stored. */
export function problemBytes(problem: Problem): string {
  const { code, status, title, more } = problem;
  return JSON.stringify({ type: `urn:sagashop:problem:${code}`, title, status, code, ...more });
}
