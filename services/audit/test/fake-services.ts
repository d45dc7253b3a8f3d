import type { Peers } from '@sagashop/chassis/service/calls';

export type Fact = { order: string } & Record<string, unknown>;

/** What the audit asks a service. */
export interface Question {
  after?: string;
  since?: string;
  orders?: string[];
  limit: number;
  checks?: boolean;
}

interface Check {
  name: string;
  checked: number;
  failures: string[];
}

/** Services that answer from lists which a test may change between two questions. */
export function services(
  facts: Record<string, Fact[]>,
  before: (service: string, question: Question) => void = () => {},
  checks: (service: string, question: Question) => Check[] = () => [],
  now: () => number = () => Date.now(),
) {
  const ask = async (call: { service: string }, question: Question) => {
    before(call.service, question);
    if (question.checks) {
      const own = { checks: checks(call.service, question), facts: [] };
      return call.service === 'order' ? { ...own, now: now() } : own;
    }
    const { after = '', since = '' } = question;
    const all = facts[call.service] ?? [];
    const chosen = question.orders
      ? all.filter((fact) => question.orders!.includes(fact.order))
      : all.filter((fact) => fact.order > after && fact.order >= since);
    return { checks: [], facts: structuredClone(chosen.slice(0, question.limit)) };
  };
  return { ask } as unknown as Peers;
}

export const ended = {
  id: 's',
  name: 'place-order',
  state: 'ended',
  ended: true,
  ageSeconds: 1,
  overdueSeconds: -29,
  updatedAt: 't',
};

/** What each service knows of a confirmed order. */
export function wholeOrder(order: string): Record<string, Fact> {
  return {
    order: {
      order,
      user: 'u',
      status: 'confirmed',
      reason: null,
      total: 1,
      agreed: 1,
      lines: [],
      sagas: [ended],
    },
    payment: {
      order,
      state: 'captured',
      user: 'u',
      amount: 1,
      captured: 1,
      captures: 1,
      refunded: 0,
      refunds: 0,
    },
    stock: { order, state: 'taken', lines: [] },
    delivery: { order, state: 'booked', courier: 'c', date: 'd' },
    notify: { order, messages: 1, confirmations: 1, cancellations: 0 },
  };
}

/** The facts of whole orders with these ids. */
export function shopOf(ids: readonly string[]): Record<string, Fact[]> {
  const facts: Record<string, Fact[]> = { order: [], payment: [], stock: [], delivery: [], notify: [] };
  for (const id of ids) {
    for (const [service, fact] of Object.entries(wholeOrder(id))) facts[service]!.push(fact);
  }
  return facts;
}
