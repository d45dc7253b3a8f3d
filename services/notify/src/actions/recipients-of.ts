import type { Peers } from '@sagashop/chassis/service/calls';
import { recipients } from '@sagashop/order/contract';
import { mailRecipients } from '@sagashop/user/contract';
import type { Mail, Recipient } from '../domain/mail.ts';

const NOBODY = { recipients: [], later: [] };

type Asked = Pick<Mail, 'id' | 'subject' | 'kind' | 'asks'>;

/**
 * To whom mails go that are being sent, or read only, by the mails' ids, as those know who keep it: order and user, a question to each. Nobody is there for an
 * order whose customer has left, nor for a link that is used or too old; for those that are `later` nobody can say. Throws while one of them does not answer.
 */
export async function recipientsOf(
  peers: Pick<Peers, 'ask'>,
  mails: readonly Asked[],
  { sending = false }: { sending?: boolean } = {},
): Promise<{ people: Map<string, Recipient>; later: ReadonlySet<string> }> {
  const { order = [], user = [] } = Object.groupBy(mails, ({ asks }) => asks);
  const orders = [...new Set(order.map(({ subject }) => subject))];
  const letters = user.map(({ subject, kind }) => ({ id: subject, kind }));
  const [ofOrders, ofUsers] = await Promise.all([
    orders.length > 0 ? peers.ask(recipients, { orders }) : { recipients: [] },
    letters.length > 0 ? peers.ask(mailRecipients, { letters, ...(sending && { sending }) }) : NOBODY,
  ]);
  const byOrder = new Map(orders.map((id, place) => [id, ofOrders.recipients[place]]));
  const found = [
    ...order.map(({ id, subject }) => [id, byOrder.get(subject)] as const),
    ...user.map(({ id }, place) => [id, ofUsers.recipients[place]] as const),
  ];
  const later = new Set(ofUsers.later);
  return {
    people: new Map(found.flatMap(([id, to]) => (to ? [[id, to] as const] : []))),
    later: new Set(user.filter(({ subject }) => later.has(subject)).map(({ id }) => id)),
  };
}
