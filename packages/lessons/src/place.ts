/** What a shop has answered. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  header(name: string): string | null;
}

/** Sends one request to a shop, as whoever its headers say. Rejects when there is no answer. */
export type Send = (
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body?: string,
) => Promise<Answer>;

/** Where a lesson is tried: a running shop as one learner sees it. */
export interface Place {
  readonly send: Send;
  /** The learner's session. */
  readonly token: string;
  /** The session of an owner, where the learner is one, or may act as one. */
  readonly owner?: string;
  /** Changes the booking of an order past all services, where the shop is there to be broken alone. */
  readonly byHand?: (order: string, state: 'booked' | 'cancelled') => Promise<void>;
  /** Tells what is being done, by the key of a text that all lessons share. */
  readonly note?: (key: string) => void;
}

/** Why a lesson cannot be tried here, by the key of a text that all lessons share. */
export class Hindrance extends Error {
  readonly key: string;
  constructor(key: string, more = '') {
    super(more === '' ? key : `${key}: ${more}`);
    this.key = key;
  }
}
