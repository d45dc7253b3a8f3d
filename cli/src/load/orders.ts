import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '@sagashop/kernel/ids';
import type { Answer, Shot } from '@sagashop/load/connection';
import { type Api, problemOf } from './api.ts';
import type { Customer, Props } from './props.ts';

/** What the shop answered for its orders, to be compared with what it keeps. */
export interface Told {
  /** Ids of orders that it said are confirmed; twice, when two requests were answered with one order. */
  confirmed: string[];
  /** Ids of orders that it said are cancelled. */
  cancelled: string[];
  /** Ids of orders that it accepted and that did not end while we watched. */
  open: string[];
  /** Requests whose answer leaves open whether there is an order: none, or that something broke. */
  uncertain: number;
}

/** A tally of answers, as the report shows it. */
export interface Tally {
  /** How many by status, and by code where there is one: `201`, `409 out_of_stock`. */
  answers: Record<string, number>;
  /** What became of the orders that were answered 202. */
  followed: { confirmed: number; cancelled: number; open: number };
  told: Told;
}

const FOLLOW = 120_000; // ms; an order turns back 30 s after its start at the latest
const LOOK_AGAIN = 200; // ms

export function newTally(): Tally {
  return {
    answers: {},
    followed: { confirmed: 0, cancelled: 0, open: 0 },
    told: { confirmed: [], cancelled: [], open: [], uncertain: 0 },
  };
}

export function customerOf({ customers }: Props, index: number): Customer {
  return customers[index % customers.length]!;
}

/** The request of an order: one piece of a product by chance, with a key of its own. */
export function orderShot(props: Props, index: number): Shot {
  const product = props.products[Math.floor(Math.random() * props.products.length)]!;
  return {
    method: 'POST',
    path: '/api/orders',
    headers: [
      'content-type',
      'application/json',
      'authorization',
      `Bearer ${customerOf(props, index).token}`,
      'idempotency-key',
      newId(),
    ],
    body: `{"lines":[{"productId":"${product}","quantity":1}]}`,
  };
}

/** Counts an answer to an order. An order that was only accepted is followed until it ends, by `follow`. */
export function countAnswer(
  tally: Tally,
  answer: Answer,
  follow: (orderId: string) => Promise<string>,
): Promise<void> | undefined {
  const { status, body } = answer;
  const { answers, told } = tally;
  const ended = status === 201;
  const { code, orderId = '' } = ended || status === 202 ? {} : problemOf(body);
  const name = code ? `${status} ${code}` : String(status);
  answers[name] = (answers[name] ?? 0) + 1;
  if (ended || status === 202) {
    const { id } = JSON.parse(body) as { id: string };
    if (ended) told.confirmed.push(id);
    else return follow(id).then((last) => countEnd(tally, id, last));
  } else if (orderId) (code === 'idempotency_in_progress' ? told.open : told.cancelled).push(orderId);
  else if (status >= 500 && status !== 503) told.uncertain += 1;
  return undefined;
}

function countEnd({ followed, told }: Tally, id: string, status: string): void {
  const end = status === 'pending' ? 'open' : status === 'cancelled' ? 'cancelled' : 'confirmed';
  followed[end] += 1;
  told[end].push(id);
}

/** The status to which an order comes; `pending` when it has not ended after two minutes. */
export async function followOrder(
  api: Api,
  { token }: Customer,
  id: string,
  signal: AbortSignal,
): Promise<string> {
  const until = performance.now() + FOLLOW;
  for (;;) {
    const { status } = await api.call<{ status: string }>('GET', `/api/orders/${id}`, { token, tries: 20 });
    if (status !== 'pending' || performance.now() > until) return status;
    await sleep(LOOK_AGAIN, undefined, { signal });
  }
}
