/** One way in which a request or a command can be refused. `status` is the HTTP status. */
export interface Refusal {
  status: number;
  title: string;
}

/** An expected refusal on its way to the client as application/problem+json (RFC 9457). */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  /** Further members of the problem document, e.g. `errors` or `orderId`. */
  readonly more: Record<string, unknown>;
  readonly headers: Record<string, string>;

  constructor(
    code: string,
    refusal: Refusal,
    more: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ) {
    super(refusal.title);
    this.code = code;
    this.status = refusal.status;
    this.title = refusal.title;
    this.more = more;
    this.headers = headers;
  }
}

/**
 * Turns a catalogue of refusals into functions that make problems: `refuse.not_found()`.
 * Every refusal of a service stands in its errors.ts, built with this.
 */
export function refusals<const C extends Record<string, Refusal>>(catalogue: C) {
  const make =
    (code: string, refusal: Refusal) => (more?: Record<string, unknown>, headers?: Record<string, string>) =>
      new Problem(code, refusal, more, headers);
  return Object.fromEntries(
    Object.entries(catalogue).map(([code, refusal]) => [code, make(code, refusal)]),
  ) as { [K in keyof C]: (more?: Record<string, unknown>, headers?: Record<string, string>) => Problem };
}
