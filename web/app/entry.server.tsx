import { createHash, randomBytes } from 'node:crypto';
import { Writable } from 'node:stream';
import { renderToPipeableStream } from 'react-dom/server';
import {
  type EntryContext,
  type HandleErrorFunction,
  isRouteErrorResponse,
  ServerRouter,
} from 'react-router';
import { isAway } from './shop/api.server';
import { gatherAside } from './shop/carts-aside.server';
import { keepLanguage, localeOf } from './words/language-of.server';
import { languageIn } from './words/languages';
import { textsOf } from './words/texts.server';
import { Speaking } from './words/words';

export { createRequestHandler } from 'react-router';
export { localeOf } from './words/language-of.server';

const PATIENCE = 5_000; // ms for data that a page waits for

export const streamTimeout = PATIENCE;

/**
 * A page, whole. Scripts may run when they bear this rendering's nonce, which nobody outside can know; the answer
 * names their hashes instead, so that its bytes can be kept and packed once.
 */
export default async function renderPage(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
): Promise<Response> {
  const nonce = randomBytes(16).toString('base64url');
  const locale = localeOf(request);
  const language = languageIn(locale);
  const html = await render(
    <Speaking locale={locale} texts={textsOf(language)}>
      <ServerRouter context={context} url={request.url} nonce={nonce} />
    </Speaking>,
    nonce,
    (error) => tell(error, request),
  );
  const { page, hashes } = withHashes(html, nonce);
  headers.set('content-type', 'text/html; charset=utf-8');
  headers.set('content-language', language);
  keepLanguage(request, headers);
  for (const [name, value] of gatherAside(request)) headers.append(name, value);
  headers.set('content-security-policy', policy(hashes));
  return new Response(page, { status, headers });
}

function render(page: React.ReactNode, nonce: string, onError: (error: unknown) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    const out = new Writable({
      write: (part: Buffer, _encoding, done) => {
        parts.push(Buffer.from(part)); // React writes its next part into the same bytes
        done();
      },
      final: (done) => {
        resolve(Buffer.concat(parts).toString());
        done();
      },
    });
    const { pipe, abort } = renderToPipeableStream(page, {
      nonce,
      onAllReady: () => {
        clearTimeout(timer);
        pipe(out);
      },
      onShellError: reject,
      onError,
    });
    const timer = setTimeout(abort, PATIENCE + 1000);
  });
}

function withHashes(html: string, nonce: string): { page: string; hashes: string[] } {
  const hashes: string[] = [];
  const mark = ` nonce="${nonce}"`;
  for (const script of html.split('<script').slice(1)) {
    const begins = script.indexOf('>') + 1;
    const code = script.slice(begins, script.indexOf('</script>', begins));
    if (code && script.slice(0, begins).includes(mark)) hashes.push(hashOf(code));
  }
  // What is seen comes first: style, picture and heading's font share a slow line with nothing else then.
  const page = html.replaceAll(mark, '').replace(PRELOAD, (tag, begins: string) => {
    return SCRIPT.test(tag) ? tag.replace(begins, `${begins} fetchpriority="low"`) : tag;
  });
  return { page, hashes };
}

const PRELOAD = /(<link rel="(?:modulepreload|preload)")[^<>]*/g;
const SCRIPT = /\.js(?:on)?"/;

function hashOf(code: string): string {
  return `'sha256-${createHash('sha256').update(code).digest('base64')}'`;
}

function policy(hashes: readonly string[]): string {
  return [
    "default-src 'none'",
    `script-src 'self' ${hashes.join(' ')}`,
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

let tell: (error: unknown, request: Request) => void = console.error;

/** From now on what breaks while a page is made is told to `to`. */
export function tellWhatBreaks(to: typeof tell): void {
  tell = to;
}

/** What went wrong while a page was made; a part of the shop that is away is told by the page. */
export const handleError: HandleErrorFunction = (error, { request }) => {
  const { origin } = new URL(request.url);
  const foreign = (request.headers.get('origin') ?? origin) !== origin; // a form of another site, refused
  const unknownMethod = isRouteErrorResponse(error) && error.status === 405; // answered with what the page takes
  if (!request.signal.aborted && !isAway(error) && !foreign && !unknownMethod) tell(error, request);
};
