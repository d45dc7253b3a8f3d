import type { Peers } from '@sagashop/chassis/service/calls';
import { recipients } from '@sagashop/order/contract';
import type { Mail, Recipient } from '../domain/mail.ts';

type Asked = Pick<Mail, 'id' | 'subject'>;

/**
 * To whom mails go, by the mails' ids, as order knows it, in one question. Nobody is there for an order whose customer has
 * left. Throws while order does not answer.
 */
export async function recipientsOf(
  peers: Pick<Peers, 'ask'>,
  mails: readonly Asked[],
): Promise<Map<string, Recipient>> {
  if (mails.length === 0) return new Map();
  const orders = [...new Set(mails.map(({ subject }) => subject))];
  const answer = await peers.ask(recipients, { orders });
  const byOrder = new Map(orders.map((id, place) => [id, answer.recipients[place]]));
  return new Map(
    mails.flatMap(({ id, subject }) => {
      const to = byOrder.get(subject);
      return to ? [[id, to] as const] : [];
    }),
  );
}
