import type { Message } from '../shop/api-types';
import { dayText, momentText, moneyText } from '../words/amounts';
import { useZone } from '../words/formats';
import { refusalText } from '../words/refusals';
import { useWords } from '../words/words';
import { exchangeReason } from './exchange-reason';

/** What a message is about; what an older one does not say itself, its order does. */
export type About = NonNullable<Message['about']>;

/** A message to a customer, in the reader's language. */
export function MessageText({ kind, about }: { kind: Message['kind']; about: About }) {
  const { say, language, locale } = useWords();
  const zone = useZone();
  const { number, deliveryDate, reason = '' } = about;
  const total = moneyText(about.total, language);
  const amount = moneyText(about.amount ?? about.total, language);
  const why = say(refusalText(reason));
  const whereTo = ({ sendTo, comeBy }: About) => [
    ...(sendTo ? [say('return.sendTo', { address: sendTo }).replace(/\.?$/, '.')] : []),
    ...(comeBy ? [say('return.comeBy', { day: dayText(comeBy, locale) })] : []),
  ];
  const when = (at: string | undefined) => (at ? momentText(at, locale, zone) : '');
  const text = {
    confirmed: () =>
      deliveryDate
        ? say('message.confirmed', { number, total, day: dayText(deliveryDate, locale) })
        : say('message.confirmedSoon', { number, total }),
    cancelled: () => say('message.cancelled', { number, why }),
    // Of an order from which everything had gone back before, nothing was left to go back.
    refunded: () =>
      about.total.amount === 0
        ? say('message.refundedBefore', { number, why })
        : say('message.refunded', { number, why, total }),
    moved: () => say('message.moved', { number, day: dayText(deliveryDate ?? '', locale) }),
    refund: () => say('message.refund', { number, amount }),
    pieces_cancelled: () => say('message.piecesCancelled', { number, amount }),
    shipped: () => say('message.shipped', { number }),
    delivered: () => say('message.delivered', { number }),
    not_delivered: () =>
      deliveryDate
        ? say('message.notDelivered', { number, day: dayText(deliveryDate, locale) })
        : say('message.notDeliveredSoon', { number }),
    withdrawal_confirmed: () =>
      say('message.withdrawalConfirmed', { number, at: when(about.at), until: when(about.until) }),
    withdrawal_revoked: () => say('message.withdrawalRevoked', { number }),
    sent_back: () => say('message.sentBack', { number, amount }),
    return_asked: () => say('message.returnAsked', { number }),
    return_approved: () => [say('message.returnApproved', { number }), ...whereTo(about)].join(' '),
    return_reminded: () => [say('message.returnReminded', { number }), ...whereTo(about)].join(' '),
    return_expired: () => say('message.returnExpired', { number }),
    return_not_exchanged: () =>
      say('message.returnNotExchanged', { number, why: say(exchangeReason(reason)) }),
    return_refused: () => say('message.returnRefused', { number }),
    return_received: () => say('message.returnReceived', { number, amount }),
  }[kind]();
  return <span suppressHydrationWarning>{text}</span>;
}

/** What an order's message is about, by the order as it stands. */
export function aboutOrder(order: {
  number: string;
  total: About['total'];
  deliveryDate: string | null;
  reason?: string;
}): About {
  const { number, total, deliveryDate, reason } = order;
  return { number, total, ...(deliveryDate && { deliveryDate }), ...(reason && { reason }) };
}
