import type { IncomingMessage, ServerResponse } from 'node:http';
import { withoutPlain } from '@sagashop/chassis/http/cookies';
import type { RequestHandler } from 'react-router';
import type { Asset } from './assets.ts';
import type { Kind, Measures } from './measures.ts';
import { bytesOf, type Page, packingFor, pageCache, readPage } from './pages.ts';
import { type Asking, addressOf, fetchRequest, NoForm } from './request.ts';

/** The one cookie with which a page is still the same for everybody who reads its language. */
const LANGUAGE_ONLY = /^(?:__Host-)?sagashop_language=/;
/** Whose address has a token. */
const SECRET_PATH = /^\/(?:staff|reset-password|verify-email|withdrawals)\//;
const HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
};

export interface Parts {
  handle: RequestHandler;
  /** The language that a request is answered in. */
  localeOf: (request: Asking) => string;
  assets: Map<string, Asset>;
  publicUrl: string | undefined;
  measures: Measures;
  /** Told of what broke. */
  broke: (error: unknown, request: IncomingMessage) => void;
}

/** Answers the visitors' requests: files of the build, pages kept for seconds, and pages made for one visitor. */
export function answerer({ handle, localeOf, assets, publicUrl, measures, broke }: Parts) {
  const shared = pageCache(async (key) => {
    const [url = '', language = ''] = key.split(' ');
    const request = new Request(url, { headers: { 'accept-language': language } });
    return measures.timed('shared', handle(request).then(readPage));
  });
  /** The name under which an answer may be shown to others; undefined when it is for this visitor alone. */
  const sharedKey = (incoming: IncomingMessage): string | undefined => {
    if (!isRead(incoming) || !isForEverybody(incoming) || hasSecret(incoming)) return undefined;
    const url = addressOf(incoming, publicUrl).href;
    const headers = { get: (name: string) => incoming.headers[name]?.toString() ?? null };
    return `${url} ${localeOf({ url, headers })}`;
  };
  const own = async (incoming: IncomingMessage, response: ServerResponse): Promise<Page> => {
    const gone = new AbortController();
    response.once('close', () => {
      if (!response.writableFinished) gone.abort();
    });
    const request = await fetchRequest(incoming, publicUrl, gone.signal);
    const page = await measures.timed(kindOf(incoming), handle(request).then(readPage));
    page.headers['cache-control'] ??= 'private, no-store';
    const set = page.headers['set-cookie'];
    if (set) page.headers['set-cookie'] = withoutPlain(incoming.headers.cookie, [set].flat());
    return page;
  };
  return async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const asset = assets.get(pathOf(incoming));
    if (asset && isRead(incoming)) {
      measures.served('file', 200);
      return sendAsset(incoming, response, asset);
    }
    let key: string | undefined;
    const make = async () => {
      key = sharedKey(incoming);
      return key === undefined ? own(incoming, response) : shared(key);
    };
    const page = await make().catch((error: unknown) => refused(error, () => broke(error, incoming)));
    measures.served(key === undefined ? kindOf(incoming) : 'shared', page.status);
    if (key !== undefined) page.headers['cache-control'] ??= 'no-cache';
    // React Router does not say which methods a page has.
    if (page.status === 405) page.headers['allow'] ??= isRead(incoming) ? 'POST' : 'GET, HEAD';
    sendPage(incoming, response, page);
  };
}

function isRead({ method }: IncomingMessage): boolean {
  return method === 'GET' || method === 'HEAD';
}

const kindOf = (incoming: IncomingMessage): Kind => (isRead(incoming) ? 'own' : 'form');

function isForEverybody({ headers }: IncomingMessage): boolean {
  if (headers.authorization) return false;
  const cookies = (headers.cookie ?? '').split(';').map((part) => part.trim());
  return cookies.every((cookie) => cookie === '' || LANGUAGE_ONLY.test(cookie));
}

/** Whether an address is good for something by itself: what it shows is for whoever has it, and kept for nobody. */
function hasSecret(incoming: IncomingMessage): boolean {
  return SECRET_PATH.test(pathOf(incoming));
}

function pathOf({ url = '/' }: IncomingMessage): string {
  const path = url.split('?', 1)[0]!;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function sendAsset(incoming: IncomingMessage, response: ServerResponse, asset: Asset): void {
  const packing = packingFor(incoming.headers['accept-encoding']);
  const packed = packing && asset[packing];
  response.writeHead(200, {
    ...HEADERS,
    ...asset.headers,
    ...(packed && { 'content-encoding': packing }),
    'content-length': (packed ?? asset.plain).length,
  });
  response.end(incoming.method === 'HEAD' ? undefined : (packed ?? asset.plain));
}

function sendPage(incoming: IncomingMessage, response: ServerResponse, page: Page): void {
  // Pictures are packed already.
  const picture = String(page.headers['content-type']).startsWith('image/png');
  const packing = picture ? undefined : packingFor(incoming.headers['accept-encoding']);
  const bytes = bytesOf(page, packing);
  const headers: Record<string, string | string[] | number> = { ...HEADERS, ...page.headers };
  headers['vary'] = 'accept-encoding, accept-language, cookie';
  if (packing && bytes !== page.plain) headers['content-encoding'] = packing;
  // Whoever has this very answer already is told so.
  if (page.headers['etag'] && incoming.headers['if-none-match'] === page.headers['etag']) {
    response.writeHead(304, headers).end();
    return;
  }
  headers['content-length'] = bytes.length;
  response.writeHead(page.status, headers);
  response.end(incoming.method === 'HEAD' ? undefined : bytes);
}

function refused(error: unknown, tell: () => void): Page {
  const [status, text] = error instanceof NoForm ? [error.status, error.message] : [500, 'Something broke'];
  if (status === 500) tell();
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };
  return { status, headers, plain: Buffer.from(`${text}\n`), packed: {}, until: 0 };
}
