import type { Peers } from '@sagashop/chassis/service/calls';
import { recipients } from '@sagashop/order/contract';
import { mailRecipients } from '@sagashop/user/contract';
import type { Mail, Recipient } from '../domain/mail.ts';

type Asked = Pick<Mail, 'id' | 'subject' | 'kind' | 'asks'>;

/**
 * To whom mails go, by the mails' ids, as those know who keep it: order and user, a question to each. Nobody is there for an
 * order whose customer has left, nor for a link that is used or too old. Throws while one of them does not answer.
 */
export async function recipientsOf(
  peers: Pick<Peers, 'ask'>,
  mails: readonly Asked[],
): Promise<Map<string, Recipient>> {
  const { order = [], user = [] } = Object.groupBy(mails, ({ asks }) => asks);
  const orders = [...new Set(order.map(({ subject }) => subject))];
  const letters = user.map(({ subject, kind }) => ({ id: subject, kind }));
  const [ofOrders, ofUsers] = await Promise.all([
    orders.length > 0 ? peers.ask(recipients, { orders }) : { recipients: [] },
    letters.length > 0 ? peers.ask(mailRecipients, { letters }) : { recipients: [] },
  ]);
  const byOrder = new Map(orders.map((id, place) => [id, ofOrders.recipients[place]]));
  const found = [
    ...order.map(({ id, subject }) => [id, byOrder.get(subject)] as const),
    ...user.map(({ id }, place) => [id, ofUsers.recipients[place]] as const),
  ];
  return new Map(found.flatMap(([id, to]) => (to ? [[id, to] as const] : [])));
}
