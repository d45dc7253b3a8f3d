import type { IncomingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';

/** What another service has answered: its body whole, or as a stream where it is long or of unknown length. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer | Readable;
}

/** A request under way. */
export interface Exchange {
  /** Rejects when there was no answer. */
  answer: Promise<Answer>;
  /** Nobody waits for the answer any more: its connection is given up, unless it is there already. */
  abandon(): void;
}

/**
 * Sends a request to another service. Answers of at most `most` bytes come whole, longer ones as a stream; with
 * none given, all come whole. The dispatcher's own `request` costs twice as much: a stream and its promises for
 * each answer, and with a signal an exception for each request, also where nothing was aborted.
 */
export function exchange(
  to: Dispatcher,
  request: Dispatcher.DispatchOptions,
  most = Number.POSITIVE_INFINITY,
): Exchange {
  const receiver = new Receiver(most, request.method === 'HEAD');
  to.dispatch(request, receiver);
  return { answer: receiver.answer, abandon: () => receiver.abandon() };
}

class Receiver implements Dispatcher.DispatchHandler {
  readonly answer: Promise<Answer>;
  readonly #most: number;
  readonly #bodiless: boolean;
  #settle: { resolve(answer: Answer): void; reject(error: Error): void };
  #controller: Dispatcher.DispatchController | undefined;
  #status = 0;
  #headers: IncomingHttpHeaders = {};
  #chunks: Buffer[] = [];
  #stream: Readable | undefined;
  #over = false;

  constructor(most: number, bodiless: boolean) {
    this.#most = most;
    this.#bodiless = bodiless;
    const { promise, ...settle } = Promise.withResolvers<Answer>();
    this.answer = promise;
    this.#settle = settle;
  }

  abandon(): void {
    if (this.#over) return;
    this.#over = true;
    this.#giveUp();
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#over) this.#giveUp();
  }

  #giveUp(): void {
    this.#controller?.abort(new Error('nobody waits for the answer any more'));
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
  ): void {
    if (status < 200) return; // only news on the way to the answer
    this.#status = status;
    this.#headers = headers;
    if (this.#bodiless || status === 204 || status === 304 || this.#most === Number.POSITIVE_INFINITY) return;
    if (Number(headers['content-length'] ?? Number.NaN) <= this.#most) return;
    this.#stream = new Readable({
      read: () => controller.resume(),
      destroy: (error, done) => {
        this.abandon();
        done(error);
      },
    });
    this.#settle.resolve({ status, headers, body: this.#stream });
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (!this.#stream) this.#chunks.push(chunk);
    else if (!this.#stream.push(chunk)) controller.pause();
  }

  onResponseEnd(): void {
    this.#over = true;
    if (this.#stream) return void this.#stream.push(null);
    const [only = Buffer.alloc(0), ...more] = this.#chunks;
    const body = more.length > 0 ? Buffer.concat(this.#chunks) : only;
    this.#settle.resolve({ status: this.#status, headers: this.#headers, body });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#over = true;
    this.#stream?.destroy(error);
    this.#settle.reject(error);
  }
}
