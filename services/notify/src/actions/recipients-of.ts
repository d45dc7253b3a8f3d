import type { Peers } from '@sagashop/chassis/service/calls';
import { recipients } from '@sagashop/order/contract';
import { mailRecipients } from '@sagashop/user/contract';
import type { Static } from 'typebox';
import type { Mail, Recipient } from '../domain/mail.ts';

const NOBODY = { recipients: [], later: [] };

type Asked = Pick<Mail, 'id' | 'subject' | 'kind' | 'cause' | 'asks'>;

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
  const withdrawals = order.flatMap(({ kind, cause }) =>
    kind === 'withdrawal_confirmed' && cause ? [cause] : [],
  );
  const letters = user.map(({ subject, kind }) => ({ id: subject, kind }));
  const [ofOrders, ofUsers] = await Promise.all([
    orders.length > 0 ? askOrder(peers, orders, withdrawals) : NO_ORDERS,
    letters.length > 0 ? peers.ask(mailRecipients, { letters, ...(sending && { sending }) }) : NOBODY,
  ]);
  const byOrder = new Map(orders.map((id, place) => [id, ofOrders.recipients[place]]));
  const declared = new Map(withdrawals.map((id, place) => [id, ofOrders.withdrawals?.[place]]));
  const found = [
    ...order.map(({ id, subject, cause }) => {
      const to = byOrder.get(subject);
      const withdrawal = declared.get(cause ?? '');
      return [id, to && withdrawal ? { ...to, withdrawal } : to] as const;
    }),
    ...user.map(({ id }, place) => [id, ofUsers.recipients[place]] as const),
  ];
  const later = new Set(ofUsers.later);
  return {
    people: new Map(found.flatMap(([id, to]) => (to ? [[id, to] as const] : []))),
    later: new Set(user.filter(({ subject }) => later.has(subject)).map(({ id }) => id)),
  };
}

type Told = Static<typeof recipients.answer>;
const NO_ORDERS: Told = { recipients: [] };

/** An order service of the release before is asked what it knows. */
const askOrder = (peers: Pick<Peers, 'ask'>, orders: string[], withdrawals: string[]): Promise<Told> =>
  peers.ask(recipients, { orders, ...(withdrawals.length > 0 && { withdrawals }) });
