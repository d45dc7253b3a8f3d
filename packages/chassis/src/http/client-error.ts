import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Problem } from '@sagashop/kernel/problem';
import { problemBytes, refuse } from '../errors.ts';

/** What Node says of a connection on which no request came to be; `rawPacket` is what it had read last of it. */
type ClientError = Error & { code?: string; rawPacket?: unknown };

const MOST_FREED = 100; // in one answer

/** What a connection may still be told: nothing was asked on it, an answer is due, or one has begun or is out already. */
export type Said = 'silent' | 'waiting' | 'answered';

/**
 * Answers what never became a request, since its headers are too long, too slow, or no HTTP, with a problem as
 * everything else, and closes the connection. A connection that is gone, on which nothing was ever sent, or whose
 * answer has begun, is closed without a word. `abandoned` finds the names of cookies that nobody reads any more: where
 * headers are too long, the browser is told to forget those.
 */
export function answerClientError(error: ClientError, socket: Socket, said: Said, abandoned?: RegExp): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const problem = (REFUSALS[error.code ?? ''] ?? refuse.malformed_request)();
  closeWith(
    socket,
    problem,
    said,
    abandoned && error.code === OVERFLOW ? freed(error.rawPacket, abandoned) : [],
  );
}

/** Closes a connection, and says why where an answer is due. */
export function closeWith(socket: Socket, problem: Problem, said: Said, more: readonly string[] = []): void {
  if (said === 'waiting' && socket.writable) {
    const body = problemBytes(problem);
    const head = [
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
      'Content-Type: application/problem+json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      ...more,
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  }
  socket.destroySoon();
}

/** Takes from a browser those cookies that it cannot get rid of, as far as they were read, and has it come again. */
function freed(read: unknown, abandoned: RegExp): string[] {
  const names = new Set(
    Buffer.isBuffer(read) ? read.toString('latin1').match(abandoned)?.slice(0, MOST_FREED) : [],
  );
  if (names.size === 0) return [];
  return ['Refresh: 1', ...Array.from(names, (name) => `Set-Cookie: ${name}=; Path=/; Max-Age=0`)];
}

const OVERFLOW = 'HPE_HEADER_OVERFLOW';
const REFUSALS: Record<string, () => Problem> = {
  [OVERFLOW]: () => refuse.headers_too_large(),
  ERR_HTTP_REQUEST_TIMEOUT: () => refuse.request_timeout(),
};
