import { setImmediate } from 'node:timers/promises';
import { testApp, testContext, testDatabase } from '@sagashop/chassis/testing';
import { newId } from '@sagashop/kernel/ids';
import type { Reply } from '@sagashop/saga/message';
import { openNotify } from '../src/app.ts';

/** A new database with the tables of notify. */
export const newDatabase = (): Promise<string> =>
  testDatabase('notify', new URL('../migrations/', import.meta.url));

export interface Sums {
  checks: { name: string; checked: number; failures: string[] }[];
  facts: { order: string; messages: number; confirmations: number; cancellations: number }[];
}

/** Waits until the clock shows another millisecond, so that what comes now is newer. */
export async function laterOn(): Promise<void> {
  const moment = Date.now() + 1;
  while (Date.now() <= moment) await setImmediate();
}

/** A notify service on a database, and what tests do with it. */
export async function opened(
  url: string,
  { env = {}, peers }: { env?: Record<string, string>; peers?: Parameters<typeof testContext>[1] } = {},
) {
  const context = testContext({ NOTIFY_DATABASE_URL: url, ...env }, peers);
  const service = await openNotify(context);
  const app = testApp(service, context);
  const send = (type: string, order: string, body: object): Promise<Reply> => {
    const envelope = { id: newId(), type, version: 1, saga: newId(), order };
    return service.handle!({ ...envelope, expiresAt: null, trace: null, body });
  };
  const about = { number: '1042', total: 129_900, currency: 'RUB' };
  /** Tells a user how an order ended: confirmed, unless `more` says otherwise. */
  const tell = (order: string, user: string, more: object = {}): Promise<Reply> => {
    const ending = { ...about, outcome: 'confirmed', deliveryDate: '2026-06-12' };
    return send('notify.tell', order, { user, language: 'en', ...ending, ...more });
  };
  return {
    service,
    app,
    tell,
    tellRefund: (order: string, user: string, more: object = {}): Promise<Reply> =>
      send('notify.tell_refund', order, { user, language: 'en', ...about, ...more }),
    tellRefundPart: (order: string, user: string, more: { cause: string; amount: number }): Promise<Reply> =>
      send('notify.tell_refund_part', order, { user, language: 'en', ...about, ...more }),
    list: async (headers: Record<string, string>, query = '') =>
      (await app.inject({ url: `/api/messages${query}`, headers })).json(),
    audit: (question: object = { limit: 100, checks: true }) =>
      service.calls['audit']!(question as never) as Promise<Sums>,
  };
}
