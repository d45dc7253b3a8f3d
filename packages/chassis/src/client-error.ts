import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Problem } from '@sagashop/kernel/problem';
import { problemBytes, refuse } from './errors.ts';

/**
 * Answers what never became a request, since its headers are too long, too slow, or no HTTP, with a problem as
 * everything else, and closes the connection. A connection that is gone is not answered.
 */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (socket.writable) {
    const problem = (REFUSALS[error.code ?? ''] ?? refuse.malformed_request)();
    const body = problemBytes(problem);
    const head = [
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
      'Content-Type: application/problem+json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  }
  socket.destroySoon();
}

const REFUSALS: Record<string, () => Problem> = {
  HPE_HEADER_OVERFLOW: () => refuse.headers_too_large(),
  ERR_HTTP_REQUEST_TIMEOUT: () => refuse.request_timeout(),
};
