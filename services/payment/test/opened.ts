import { setImmediate } from 'node:timers/promises';
import { refuse } from '@sagashop/chassis/errors';
import { as, testApp, testContext, testDatabase } from '@sagashop/chassis/testing';
import { newId } from '@sagashop/kernel/ids';
import type { Command, Reply } from '@sagashop/saga/message';
import { openPayment } from '../src/app.ts';

/** A new database with the tables of payment. */
export const newDatabase = (): Promise<string> =>
  testDatabase('payment', new URL('../migrations/', import.meta.url));

export interface Sums {
  checks: { name: string; checked: number; failures: string[] }[];
  facts: {
    order: string;
    state: string;
    user: string | null;
    amount: number;
    captured: number;
    captures: number;
    refunded: number;
    refunds: number;
    causes?: { cause: string; amount: number }[] | null;
  }[];
}

/** A command as a saga sends it; a do expires in a minute unless told otherwise. */
export function command(type: string, order: string, body: unknown = {}, expiresIn = 60_000): Command {
  const expiresAt = type === 'payment.hold' ? new Date(Date.now() + expiresIn).toISOString() : null;
  return { id: newId(), type, version: 1, saga: newId(), order, expiresAt, trace: null, body };
}

/** Waits until the clock shows another millisecond, so that what comes now is newer. */
export async function laterOn(): Promise<void> {
  const moment = Date.now() + 1;
  while (Date.now() <= moment) await setImmediate();
}

/** A payment service on a database, and what tests do with it. */
export async function opened(url: string, env: Record<string, string> = {}) {
  const all = { PAYMENT_DATABASE_URL: url, SAGASHOP_DEPOSITS: 'open', ...env };
  /** User as a test wants it: who has never signed up, and whether it is away. */
  const user = { strangers: new Set<string>(), away: false, asked: 0 };
  const ask = async (_: unknown, { users }: { users: string[] }) => {
    user.asked += 1;
    if (user.away) throw refuse.unavailable({ service: 'user' });
    return { there: users.map((one) => !user.strangers.has(one)) };
  };
  const context = testContext(all, { ask: ask as never });
  const service = await openPayment(context);
  const app = testApp(service, context);
  const send = (one: Command): Promise<Reply> => service.handle!(one);
  const deposit = (userId: string, payload: object, key = newId()) =>
    app.inject({
      method: 'POST',
      url: '/api/account/deposits',
      headers: { ...as(userId), 'idempotency-key': key },
      payload,
    });
  return {
    service,
    app,
    user,
    send,
    deposit,
    hold: (order: string, user: string, amount: number, expiresIn?: number) =>
      send(command('payment.hold', order, { user, amount }, expiresIn)),
    release: (order: string) => send(command('payment.release', order)),
    capture: (order: string) => send(command('payment.capture', order)),
    refund: (order: string, part?: { cause?: string; amount?: number }) =>
      send(command(part ? 'payment.refund_part' : 'payment.refund', order, part)),
    /** A new customer with this much money. */
    customer: async (amount: number) => {
      const userId = newId();
      await deposit(userId, { amount });
      return userId;
    },
    /** What a customer has: [available, held, balance]. */
    moneyOf: async (userId: string) => {
      const account = (await app.inject({ url: '/api/account', headers: as(userId) })).json();
      return [account.available.amount, account.held.amount, account.balance.amount];
    },
    entriesOf: async (userId: string, query = '') =>
      (await app.inject({ url: `/api/account/entries${query}`, headers: as(userId) })).json(),
    audit: (question: object = { limit: 100, checks: true }) =>
      service.calls['audit']!(question as never) as Promise<Sums>,
  };
}

/** Whether every one of the service's own sums is right. */
export function allRight({ checks }: Sums): boolean {
  return checks.length === 6 && checks.every((check) => check.failures.length === 0);
}
