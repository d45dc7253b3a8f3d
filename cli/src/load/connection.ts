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
export function exchange(dispatcher: Dispatcher, shot: Shot): Promise<Answer> {
  return new Promise((resolve, reject) => {
    dispatcher.dispatch(shot, new Receiver(resolve, reject));
  });
}

/** Whether an exchange failed for want of a connection. */
export function isLost(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' && code !== 'UND_ERR_INVALID_ARG';
}

class Receiver implements Dispatcher.DispatchHandler {
  readonly #resolve: (answer: Answer) => void;
  readonly #reject: (error: Error) => void;
  #status = 0;
  #body = '';

  constructor(resolve: (answer: Answer) => void, reject: (error: Error) => void) {
    this.#resolve = resolve;
    this.#reject = reject;
  }

  onRequestStart(): void {} // undici insists on it

  onResponseStart(_controller: Dispatcher.DispatchController, status: number): void {
    this.#status = status;
  }

  // A letter that is cut in two between chunks is spoilt; what we read of an answer is ASCII.
  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#body += chunk.toString();
  }

  onResponseEnd(): void {
    this.#resolve({ status: this.#status, body: this.#body });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#reject(error);
  }
}
