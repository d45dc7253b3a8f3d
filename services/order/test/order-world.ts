import { randomUUID } from 'node:crypto';
import { after } from 'node:test';
import type { Peers } from '@sagashop/chassis/service/calls';
import { testApp, testContext, testDatabase } from '@sagashop/chassis/testing';
import { deliveryDays } from '@sagashop/kernel/clock';
import { type Command, done, type Reply } from '@sagashop/saga/message';
import { openOrder } from '../src/app.ts';

export const tea = { id: randomUUID(), price: 250, name: { en: 'Teapot', ru: 'Чайник' } };

/** Participants that say yes, unless a test answers for them; they note what they were sent. */
export function participants() {
  const sent: Command[] = [];
  const answers: Record<string, (command: Command) => Reply | Promise<Reply>> = {
    'delivery.book': () => done({ date: '2099-01-01', courier: 'c' }),
  };
  const goods = [tea];
  const peers: Partial<Peers> = {
    send: async (_service, command) => {
      sent.push(command);
      return (answers[command.type] ?? (() => done()))(command);
    },
    ask: async (call, question) => {
      if (call.name === 'days') return { days: deliveryDays('UTC', new Date()), changeIn: 1000 } as never;
      if (call.name === 'user-roles') return { roles: [['clerk']] } as never;
      const { products } = question as { products: string[] };
      return { items: goods.filter((item) => products.includes(item.id)) } as never;
    },
  };
  return { peers, sent, answers, goods };
}

/** An order service on a database (a new one unless given), with participants of the test's own. */
export async function orderService(world = participants(), url?: string, more: Record<string, string> = {}) {
  // Before the database ends, whose turn comes later: a service that stops still has its database.
  let stop = async () => {};
  after(() => stop());
  const database = url ?? (await testDatabase('order', new URL('../migrations/', import.meta.url)));
  const context = testContext({ ORDER_DATABASE_URL: database, ...more }, world.peers);
  const service = await openOrder(context);
  await service.start();
  const app = testApp(service, context);
  let open = true;
  stop = async () => {
    if (!open) return;
    open = false;
    await service.stop();
  };
  return { app, service, stop, url: database, metrics: context.metrics, ...world };
}
