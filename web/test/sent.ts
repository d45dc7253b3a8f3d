import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { fetchRequest } from '../server/request.ts';

/** A form as the pages' process has it from the gateway. */
export function sent(
  body: string | Buffer,
  type = 'application/x-www-form-urlencoded',
  url = '/checkout',
): Promise<Request> {
  const headers = { host: 'shop.test', 'content-type': type };
  const incoming = Object.assign(Readable.from([Buffer.from(body)]), {
    method: 'POST',
    url,
    headers,
  });
  return fetchRequest(incoming as unknown as IncomingMessage, undefined, new AbortController().signal);
}
