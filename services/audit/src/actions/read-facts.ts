import type { Peers } from '@sagashop/chassis/service/calls';
import { auditDelivery } from '@sagashop/delivery/contract';
import { auditNotify } from '@sagashop/notify/contract';
import { auditOrder } from '@sagashop/order/contract';
import { auditPayment } from '@sagashop/payment/contract';
import { auditStock } from '@sagashop/stock/contract';
import type { Facts } from '../domain/facts.ts';

type Part = Exclude<keyof Facts, 'id'>;

// One type for all five: what differs is the shape of a fact, and that is asserted where facts are merged.
const CALLS: Record<Part, typeof auditNotify> = {
  order: auditOrder,
  payment: auditPayment,
  stock: auditStock,
  delivery: auditDelivery,
  notify: auditNotify,
} as never;
const PARTS = Object.keys(CALLS) as Part[];
const PAGE = 2000;
const CHOSEN = 500; // read together by their ids

/** Which orders to look at: all, or those whose id is at least `since` and, besides, `orders`. */
export interface Scope {
  since?: string;
  orders?: string[];
}

type Fact = { order: string };

async function readPage(
  peers: Peers,
  part: Part,
  which: { after?: string; since?: string; orders?: string[] },
): Promise<Fact[]> {
  return (await peers.ask(CALLS[part], { ...which, limit: PAGE })).facts;
}

/** What each service found wrong with itself, and the time by which orders get their ids. */
export async function ownChecks(peers: Peers, scope: Scope) {
  const question = { ...scope, limit: 1, checks: true };
  const answers = await Promise.all(PARTS.map((part) => peers.ask(CALLS[part], question)));
  const now = answers[PARTS.indexOf('order')]?.now;
  return { checks: answers.flatMap((answer) => answer.checks), ...(now !== undefined && { now }) };
}

/** One service's facts of all orders, by order id, a page at a time; the next page is on its way meanwhile. */
async function* stream(peers: Peers, part: Part, from: { since?: string }): AsyncGenerator<Fact> {
  let next: Promise<Fact[]> | undefined = readPage(peers, part, from);
  while (next) {
    const facts: Fact[] = await next;
    const last = facts.at(-1);
    next = facts.length === PAGE && last ? readPage(peers, part, { after: last.order }) : undefined;
    // Should nobody come for it, its failure is not to end the process.
    next?.catch(() => {});
    yield* facts;
  }
}

/** All orders in the scope that any service knows of, the older ones that it names first. */
export async function* factsOf(peers: Peers, { since, orders = [] }: Scope): AsyncGenerator<Facts> {
  const older = orders.filter((id) => since !== undefined && id < since);
  for (let at = 0; at < older.length; at += CHOSEN) {
    const chosen = await collect(peers, older.slice(at, at + CHOSEN), PARTS);
    yield* chosen.values();
  }
  yield* allFacts(peers, since === undefined ? {} : { since });
}

/** All orders that any service knows of, by id, merged from their sorted streams in constant memory. */
async function* allFacts(peers: Peers, from: { since?: string }): AsyncGenerator<Facts> {
  const streams = PARTS.map((part) => stream(peers, part, from));
  const heads = await Promise.all(
    streams.map(async (facts) => (await facts.next()).value as Fact | undefined),
  );
  for (;;) {
    let id: string | undefined;
    for (const head of heads) if (head && (id === undefined || head.order < id)) id = head.order;
    if (id === undefined) return;
    const merged: Facts = { id };
    for (const [index, head] of heads.entries()) {
      if (head?.order !== id) continue;
      Object.assign(merged, { [PARTS[index]!]: head });
      heads[index] = (await streams[index]!.next()).value as Fact | undefined;
    }
    yield merged;
  }
}

/** Reads some orders again: what the order service says first, then the others, then the order service again. */
export async function readAgain(
  peers: Peers,
  ids: string[],
): Promise<{ first: Map<string, Facts>; last: Map<string, Facts> }> {
  const first = await collect(peers, ids, ['order']);
  const others = await collect(
    peers,
    ids,
    PARTS.filter((part) => part !== 'order'),
  );
  const last = await collect(peers, ids, ['order']);
  for (const [id, facts] of others) last.set(id, { ...facts, ...last.get(id) });
  return { first, last };
}

async function collect(peers: Peers, orders: string[], parts: readonly Part[]): Promise<Map<string, Facts>> {
  const found = new Map<string, Facts>();
  const answers = await Promise.all(parts.map((part) => readPage(peers, part, { orders })));
  for (const [index, facts] of answers.entries()) {
    for (const fact of facts) {
      found.set(fact.order, { ...(found.get(fact.order) ?? { id: fact.order }), [parts[index]!]: fact });
    }
  }
  return found;
}
