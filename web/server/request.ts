import type { IncomingMessage } from 'node:http';

const MOST = 1_000_000; // bytes of a form
const FORM = /^application\/x-www-form-urlencoded(?:;|$)/;

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
  if (!FORM.test(incoming.headers['content-type'] ?? '')) throw new NoForm(415, 'No form');
  return new Request(url, { method, headers, body: new Uint8Array(await bodyOf(incoming)), signal });
}

function forwarded({ headers }: IncomingMessage): string {
  const scheme = headers['x-forwarded-proto'] === 'https' ? 'https' : 'http';
  const name = String(headers['x-forwarded-host'] ?? headers.host ?? 'localhost');
  const url = `${scheme}://${name}`;
  return URL.canParse(url) ? url : 'http://localhost';
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming) {
    length += (chunk as Buffer).length;
    if (length > MOST) throw new NoForm(413, 'Too large');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
