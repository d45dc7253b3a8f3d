import { Hindrance, type Place } from './place.ts';

type Json = ReturnType<typeof JSON.parse>; // what a lesson reads from an answer, its checks look at

/** An answer with its body read. */
export interface Read {
  readonly status: number;
  readonly body: Json;
  readonly text: string;
  readonly replayed: boolean;
}

interface Wish {
  /** Another session than the learner's; empty for nobody's. */
  as?: string | undefined;
  body?: unknown;
  key?: string | undefined;
  wait?: number;
}

/** Asks the shop's API, as the learner unless another session is named; each POST has a key of its own unless one is given. */
export async function ask(place: Place, method: string, path: string, wish: Wish = {}): Promise<Read> {
  const { as = place.token, body, key = crypto.randomUUID(), wait } = wish;
  const headers = {
    ...(as && { authorization: `Bearer ${as}` }),
    ...(method === 'POST' && { 'idempotency-key': key }),
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...(wait !== undefined && { prefer: `wait=${wait}` }),
  };
  const sent = body === undefined ? undefined : JSON.stringify(body);
  const answer = await place.send(method, `/api${path}`, headers, sent).catch((error: Error) => {
    throw new Hindrance('noAnswer', error.message);
  });
  const replayed = answer.header('idempotency-replayed') === 'true';
  return { status: answer.status, text: answer.text, body: parsed(answer.text), replayed };
}

/** Asks for what there has to be. Throws a Hindrance that says what was answered when it is refused. */
export async function must(...asked: Parameters<typeof ask>): Promise<Json> {
  const { status, body } = await ask(...asked);
  if (status >= 200 && status <= 299) return body;
  throw new Hindrance('refused', `${asked[1]} ${asked[2]}: ${status} ${body?.code ?? ''}`);
}

function parsed(text: string): Json {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
