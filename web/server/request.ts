import type { IncomingMessage } from 'node:http';
import { parseQueryString } from '@sagashop/chassis/text/query-string';
import { isInUtf8 } from '@sagashop/chassis/text/utf8';

const MOST = 1_000_000; // bytes of a form
/** In bytes, of a form with files; which pages take so much, the gateway says. */
const MOST_WITH_FILES = 20_200_000;
/** Half a surrogate as UTF-8 would write it if it could. */
const HALF = /(?:%ed|\xed)(?:%[ab][0-9a-f]|[\xa0-\xbf])/i;
const FORM = /^application\/x-www-form-urlencoded(?:;|$)/;
const FORM_WITH_FILES = /^multipart\/form-data;/;
/** Staff send files, and whoever sends something back. */
const TAKES_FILES = /^\/(?:admin\/|courier(?:\.data)?$|orders\/[0-9a-fA-F-]{36}$)/;
/** A mailbox that ends our mails at a press of its button may send its one field as either kind of form (RFC 8058). */
const ONE_CLICK = '/back-in-stock/stop/';

/** What of a request says its language; a Request does as well. */
export interface Asking {
  url: string;
  headers: { get(name: string): string | null };
}

/** A request that is no form of ours; the status tells why. */
export class NoForm extends Error {
  readonly status: number;
  constructor(status: number, why: string) {
    super(why);
    this.status = status;
  }
}

/** The address that the visitor used. Only the gateway reaches this process, so what it says of that is believed. Throws NoForm for none. */
export function addressOf(incoming: IncomingMessage, publicUrl: string | undefined): URL {
  const url = URL.parse(incoming.url ?? '/', 'http://shop');
  if (!url) throw new NoForm(400, 'No address');
  const own = new URL(publicUrl ?? forwarded(incoming));
  url.protocol = own.protocol;
  url.host = own.host;
  return url;
}

/**
 * The visitor's request as the Fetch API has it, with the address that the visitor used: React Router refuses an
 * action whose Origin is another, but not where an address has no page. Throws NoForm for what no form of ours
 * would send.
 */
export async function fetchRequest(
  incoming: IncomingMessage,
  publicUrl: string | undefined,
  signal: AbortSignal,
): Promise<Request> {
  const url = addressOf(incoming, publicUrl);
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    for (const one of [value ?? []].flat()) headers.append(name, one);
  }
  const method = incoming.method ?? 'GET';
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers, signal });
  const { origin } = incoming.headers;
  if (origin !== undefined && origin !== url.origin) throw new NoForm(400, 'From another site');
  if ((incoming.headers['content-encoding'] ?? 'identity') !== 'identity') throw new NoForm(415, 'Encoded');
  const type = incoming.headers['content-type'] ?? '';
  const parts = FORM_WITH_FILES.test(type);
  const files = parts && TAKES_FILES.test(url.pathname);
  const asked = FORM.test(type) || (parts && url.pathname.startsWith(ONE_CLICK));
  if (!files && !asked) throw new NoForm(415, 'No form');
  if (!isInUtf8(type)) throw new NoForm(415, 'No form in UTF-8');
  const body = await bodyOf(incoming, files ? MOST_WITH_FILES : MOST);
  if (!files) refuseNoText(body);
  return new Request(url, { method, headers, body: new Uint8Array(body), signal });
}

/** Throws NoForm, as the API refuses a body, for half a surrogate and for what else is no UTF-8: its letters would be lost. */
function refuseNoText(form: Buffer): void {
  const text = form.toString('latin1');
  const values = Object.entries(parseQueryString(text)).flat(2);
  if (values.every((value) => value.isWellFormed())) return;
  throw HALF.test(text) ? new NoForm(422, 'Half a character') : new NoForm(400, 'No UTF-8');
}

function forwarded({ headers }: IncomingMessage): string {
  const scheme = headers['x-forwarded-proto'] === 'https' ? 'https' : 'http';
  const name = String(headers['x-forwarded-host'] ?? headers.host ?? 'localhost');
  const url = `${scheme}://${name}`;
  return URL.canParse(url) ? url : 'http://localhost';
}

/** The body, whole. What comes after a refusal is dropped: who stops reading cuts the connection that others share. */
function bodyOf(incoming: IncomingMessage, most: number): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const chunks: Buffer[] = [];
  let length = 0;
  incoming.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length <= most) chunks.push(chunk);
    else reject(new NoForm(413, 'Too large'));
  });
  incoming.once('end', () => resolve(Buffer.concat(chunks))).once('error', reject);
  return promise;
}
