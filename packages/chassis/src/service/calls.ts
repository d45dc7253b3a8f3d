import type { Transport } from '@sagashop/saga/message';
import type { Static, TSchema } from 'typebox';
import type { Trace } from '../observe/trace-context.ts';

/** A question that one service answers to another, declared in the contract of the one that answers. */
export interface Call<Q extends TSchema = TSchema, A extends TSchema = TSchema> {
  readonly service: string;
  readonly name: string;
  readonly question: Q;
  readonly answer: A;
  /** ms that a long answer may take between processes; 20 s when left out. */
  readonly patience?: number;
}

/** Declares a call. Its path between processes is `/internal/NAME`. */
export function call<Q extends TSchema, A extends TSchema>(
  service: string,
  name: string,
  question: Q,
  answer: A,
  more: { patience?: number } = {},
): Call<Q, A> {
  return { service, name, question, answer, ...more };
}

/** How a service answers one call, with the schema that a question from another process must fit. */
export type Answer = ((question: never, trace?: Trace) => Promise<unknown>) & { readonly question: TSchema };

/** A service's answer to a call, by the call's name; `give` is held to what the contract declares. */
export function answers<Q extends TSchema, A extends TSchema>(
  { name, question }: Call<Q, A>,
  give: (question: Static<Q>, trace?: Trace) => Promise<Static<A>>,
): Record<string, Answer> {
  return { [name]: Object.assign((asked: Static<Q>, trace?: Trace) => give(asked, trace), { question }) };
}

/** A domain event: something that has happened in its service, told at least once. */
export interface EventType<S extends TSchema = TSchema> {
  readonly type: string;
  readonly body: S;
}

export function eventType<S extends TSchema>(type: string, body: S): EventType<S> {
  return { type, body };
}

/** The other services, wherever they run. */
export interface Peers extends Transport {
  /** Rejects with 503 `unavailable` when the service does not answer, with its Problem when it refuses. */
  ask<Q extends TSchema, A extends TSchema>(
    call: Call<Q, A>,
    question: Static<Q>,
    trace?: Trace,
  ): Promise<Static<A>>;
  /** Resolves when every service that listens to the event has taken it. */
  publish(type: string, bodies: unknown[]): Promise<void>;
}
