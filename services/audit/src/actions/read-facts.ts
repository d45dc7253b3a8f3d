import { auditCatalog } from '@sagashop/catalog/contract';
import type { Peers } from '@sagashop/chassis/service/calls';
import { auditDelivery } from '@sagashop/delivery/contract';
import { auditNotify } from '@sagashop/notify/contract';
import { auditOrder } from '@sagashop/order/contract';
import { auditPayment } from '@sagashop/payment/contract';
import { auditStock } from '@sagashop/stock/contract';
import { auditUser } from '@sagashop/user/contract';
import type { AuditCheck } from '@sagashop/vocabulary/audit-call';
import type { Static } from 'typebox';
import type { Facts } from '../domain/facts.ts';

type Question = Static<typeof auditOrder.question>;
/** A service's answer, each fact as a part of what is known of its order. */
interface Page {
  checks: Static<typeof AuditCheck>[];
  facts: Facts[];
  now?: number;
}
type Part = Exclude<keyof Facts, 'id'>;

const PAGES: Record<Part, (peers: Peers, question: Question) => Promise<Page>> = {
  order: (peers, question) =>
    pageOf(peers.ask(auditOrder, question), (order) => ({ id: order.order, order })),
  payment: (peers, question) =>
    pageOf(peers.ask(auditPayment, question), (payment) => ({ id: payment.order, payment })),
  stock: (peers, question) =>
    pageOf(peers.ask(auditStock, question), (stock) => ({ id: stock.order, stock })),
  delivery: (peers, question) =>
    pageOf(peers.ask(auditDelivery, question), (delivery) => ({ id: delivery.order, delivery })),
  notify: (peers, question) =>
    pageOf(peers.ask(auditNotify, question), (notify) => ({ id: notify.order, notify })),
};
const PARTS = ['order', 'payment', 'stock', 'delivery', 'notify'] as const;
/** Of services that know nothing of orders. */
const WITHOUT_FACTS = [auditUser, auditCatalog];
const PAGE = 2000;
const CHOSEN = 500; // read together by their ids

/** Which orders to look at: all, or those whose id is at least `since` and, besides, `orders`. */
export interface Scope {
  since?: string;
  orders?: string[];
}

async function pageOf<Fact>(
  answer: Promise<Omit<Page, 'facts'> & { facts: Fact[] }>,
  asFacts: (fact: Fact) => Facts,
): Promise<Page> {
  const { facts, ...more } = await answer;
  return { ...more, facts: facts.map(asFacts) };
}

async function readPage(
  peers: Peers,
  part: Part,
  which: { after?: string; since?: string; orders?: string[] },
): Promise<Facts[]> {
  return (await PAGES[part](peers, { ...which, limit: PAGE })).facts;
}

/**
 * What each service found wrong with itself, and the time by which orders get their ids. `tell` hears of each service's as
 * soon as it has answered.
 */
export async function ownChecks(
  peers: Peers,
  scope: Scope,
  tell: (checks: Static<typeof AuditCheck>[]) => void = () => {},
) {
  const question = { ...scope, limit: 1, checks: true };
  const told = async <Told extends Pick<Page, 'checks'>>(answer: Promise<Told>): Promise<Told> => {
    const given = await answer;
    tell(given.checks);
    return given;
  };
  const [answers, more] = await Promise.all([
    Promise.all(PARTS.map((part) => told(PAGES[part](peers, question)))),
    Promise.all(WITHOUT_FACTS.map((call) => told(peers.ask(call, question)))),
  ]);
  const now = answers[PARTS.indexOf('order')]?.now;
  return {
    checks: [...answers, ...more].flatMap((answer) => answer.checks),
    ...(now !== undefined && { now }),
  };
}

/** One service's facts of all orders, by order id, a page at a time; the next page is on its way meanwhile. */
async function* stream(peers: Peers, part: Part, from: { since?: string }): AsyncGenerator<Facts> {
  let next: Promise<Facts[]> | undefined = readPage(peers, part, from);
  while (next) {
    const facts: Facts[] = await next;
    const last = facts.at(-1);
    next = facts.length === PAGE && last ? readPage(peers, part, { after: last.id }) : undefined;
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
    streams.map(async (facts) => (await facts.next()).value as Facts | undefined),
  );
  for (;;) {
    let id: string | undefined;
    for (const head of heads) if (head && (id === undefined || head.id < id)) id = head.id;
    if (id === undefined) return;
    const merged: Facts = { id };
    for (const [index, head] of heads.entries()) {
      if (head?.id !== id) continue;
      Object.assign(merged, head);
      heads[index] = (await streams[index]!.next()).value as Facts | undefined;
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
  for (const part of answers.flat()) found.set(part.id, { ...found.get(part.id), ...part });
  return found;
}
