import { cookieName } from '@sagashop/chassis/http/cookies';
import { exchange } from '@sagashop/chassis/service/exchange';
import { data } from 'react-router';
import { Pool } from 'undici';
import { settings } from '../../server/config';
import { languageOf } from '../words/language-of.server';
import { cookieOf, DEVICE_COOKIE, isSecure, SESSION_COOKIE } from './cookies.server';

const PATIENCE = 8_000; // ms for an answer, unless a call says that it may take longer
const api = new Pool(new URL(settings().gateway).origin);

/** A refusal of the API: problem+json with a stable `code`. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly body: Record<string, unknown>;
  constructor(status: number, body: Record<string, unknown>) {
    super(`${status} ${String(body['code'])}`);
    this.status = status;
    this.code = String(body['code'] ?? 'unavailable');
    this.body = body;
  }
}

/** An answer of the API: its body, and its cookies for the visitor. */
export interface Answer<T> {
  status: number;
  body: T;
  /** What the API wants the visitor to keep: hand it on with the page's own answer. */
  setCookies: [string, string][];
}

interface Options {
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
  patience?: number;
}

/** Sends a request to the gateway for this visitor, and gives the answer as it came. Rejects when there is none. */
export async function answerOf(request: Request, path: string, options: Options) {
  const { method = 'GET', body, patience = PATIENCE } = options;
  if (request.signal.aborted) away();
  const under = exchange(api, {
    path,
    method: method as 'GET',
    headers: { ...visitorHeaders(request), ...(body !== undefined && JSON_BODY), ...options.headers },
    body: body === undefined ? null : body instanceof Uint8Array ? Buffer.from(body) : JSON.stringify(body),
    headersTimeout: patience,
    bodyTimeout: patience,
  });
  request.signal.addEventListener('abort', under.abandon);
  return under.answer;
}

/**
 * Asks the shop's API as this visitor: with their session, their language, and what the gateway said of their
 * address. Bytes are sent as they are, with the type that the headers say. Throws a Refusal for every answer that is
 * none of 2xx, and one of 503 when there is no answer.
 */
export async function ask<T>(request: Request, path: string, options: Options = {}): Promise<Answer<T>> {
  const { status, headers, body: bytes } = await answerOf(request, `/api${path}`, options).catch(away);
  const read = parsed(String(bytes));
  if (status < 200 || status > 299) throw new Refusal(status, (read ?? {}) as Record<string, unknown>);
  const setCookies = [headers['set-cookie'] ?? []]
    .flat()
    .map((cookie): [string, string] => ['set-cookie', cookie]);
  return { status, body: read as T, setCookies };
}

/** Reads from the API as this visitor. Throws as `ask` does. */
export async function get<T>(request: Request, path: string): Promise<T> {
  return (await ask<T>(request, path)).body;
}

/** What a page can do without: undefined when it cannot be had. */
export async function orNothing<T>(answer: Promise<T>): Promise<T | undefined> {
  return answer.catch((error: unknown) => {
    if (error instanceof Refusal) return undefined;
    throw error;
  });
}

/** What a page is about: its refusal becomes the page's status, and the error page tells of it. */
export async function orErrorPage<T>(answer: Promise<T>): Promise<T> {
  return answer.catch((error: unknown) => {
    if (error instanceof Refusal) throw data({ code: error.code }, { status: error.status });
    throw error;
  });
}

/** Whether something failed because a part of the shop did not answer. */
export function isAway(error: unknown): boolean {
  return error instanceof Refusal && error.status >= 500;
}

const JSON_BODY = { 'content-type': 'application/json' };

function visitorHeaders(request: Request): Record<string, string> {
  const headers: Record<string, string> = { 'accept-language': languageOf(request) };
  const cookies = [SESSION_COOKIE, DEVICE_COOKIE].flatMap((name) => {
    const value = cookieOf(request, name);
    return value ? [`${cookieName(name, isSecure(request))}=${value}`] : [];
  });
  if (cookies.length > 0) headers['cookie'] = cookies.join('; ');
  const visitor = request.headers.get('x-sagashop-visitor');
  if (visitor) headers['x-sagashop-visitor'] = visitor;
  const agent = request.headers.get('user-agent');
  if (agent) headers['user-agent'] = agent;
  const trace = request.headers.get('traceparent');
  if (trace) headers['traceparent'] = trace;
  return headers;
}

function away(): never {
  throw new Refusal(503, { code: 'unavailable' });
}

function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
