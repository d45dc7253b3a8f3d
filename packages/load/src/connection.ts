import { exchange as send } from '@sagashop/chassis/service/exchange';
import { Client, type Dispatcher } from 'undici';

/** A request whose bytes are fixed: sent again, it is the same request with the same Idempotency-Key. */
export interface Shot {
  method: Dispatcher.HttpMethod;
  path: string;
  /** Names and values by turns, as undici takes them with the least work. */
  headers: string[];
  body: string | null;
}

export interface Answer {
  status: number;
  body: string;
}

// Longer than any order may be waited for (30 s), so that only what will not come any more is given up.
const SILENCE = 40_000; // ms

/** One keep-alive connection that carries one request at a time, reopened when it was lost. */
export function connect(origin: string): Client {
  return new Client(origin, { pipelining: 1, headersTimeout: SILENCE, bodyTimeout: SILENCE });
}

/**
 * Sends a request and waits for the whole answer, whatever its status. Rejects when the connection was
 * lost, which `isLost` tells from our own mistakes: the request may have been carried out or not.
 */
export async function exchange(dispatcher: Dispatcher, shot: Shot): Promise<Answer> {
  const { status, body } = await send(dispatcher, shot).answer;
  return { status, body: String(body) };
}

/** Whether an exchange failed for want of a connection. */
export function isLost(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' && code !== 'UND_ERR_INVALID_ARG';
}
