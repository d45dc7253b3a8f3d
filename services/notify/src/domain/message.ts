import { english } from './english.ts';
import { dateText, momentText, moneyText } from './formats.ts';
import { russian } from './russian.ts';
import type { Language } from './words.ts';

export const OUTCOMES = [
  ...(['confirmed', 'cancelled', 'refunded', 'refund', 'moved'] as const),
  ...(['pieces_cancelled', 'shipped', 'delivered', 'not_delivered', 'sent_back'] as const),
  ...(['return_asked', 'return_approved', 'return_refused', 'return_received'] as const),
  ...(['return_reminded', 'return_expired', 'return_not_exchanged'] as const),
  ...(['withdrawal_confirmed', 'withdrawal_revoked'] as const),
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/**
 * What has become of an order; `refund`: it stands, and an `amount` has gone back; `moved`: it stands, and comes on another
 * day; `pieces_cancelled`: a part of it is cancelled; `return_…`: pieces come back; those of a withdrawal: received, or revoked; the others: what became
 * of a parcel. `total` in minor units, of a cancelled order what went back with it; `deliveryDate` YYYY-MM-DD.
 */
export interface Ending {
  outcome: Outcome;
  number: string;
  total: number;
  currency: string;
  deliveryDate?: string | null | undefined;
  reason?: string | undefined;
  amount?: number | undefined;
  /** When a withdrawal was declared, until when it can be revoked, and in which time zone that is said. */
  at?: string | undefined;
  until?: string | undefined;
  zone?: string | undefined;
  /** Where a return is to be sent, and by the end of which day. */
  sendTo?: string | undefined;
  comeBy?: string | undefined;
}

/** An ending but for its outcome, which is the message's kind. */
export type Told = Omit<Ending, 'outcome'>;

/** What the customer is told `today`. Throws a RangeError for a currency or date that is none. */
export function messageFor(ending: Ending, language: Language, today = new Date()): string {
  const words = language === 'ru' ? russian : english;
  const { number, total, currency, deliveryDate, reason, amount = total } = ending;
  if (ending.outcome === 'refund')
    return words.refund({ number, amount: moneyText(amount, currency, language) });
  if (ending.outcome === 'moved' && deliveryDate)
    return words.moved({ number, deliveryDate: dateText(deliveryDate, language, today) });
  if (ending.outcome === 'confirmed') {
    return words.confirmed({
      number,
      total: moneyText(total, currency, language),
      deliveryDate: deliveryDate ? dateText(deliveryDate, language, today) : null,
    });
  }
  const ofPart = partMessage(ending, language, today);
  if (ofPart !== undefined) return ofPart;
  const known = reason !== undefined && Object.hasOwn(words.reasons, reason);
  const why = known ? words.reasons[reason]! : words.otherReason;
  if (ending.outcome === 'cancelled') return words.cancelled({ number, why });
  return words.refunded({ number, why, total: total === 0 ? null : moneyText(total, currency, language) });
}

const RETURN_WORDS = {
  return_asked: 'returnAsked',
  return_approved: 'returnApproved',
  return_refused: 'returnRefused',
  return_reminded: 'returnReminded',
  return_expired: 'returnExpired',
} as const satisfies Partial<Record<Outcome, string>>;

/** What is told of a return, but for that it is here. */
function returnMessage(ending: Ending, language: Language, today: Date): string | undefined {
  const words = language === 'ru' ? russian : english;
  const { outcome, number, comeBy, sendTo = null, reason = '' } = ending;
  if (outcome === 'return_not_exchanged') {
    const own = Object.hasOwn(words.exchangeReasons, reason) ? words.exchangeReasons : words.reasons;
    const why = Object.hasOwn(own, reason) ? own[reason]! : words.otherReason;
    return words.returnNotExchanged({ number, why });
  }
  if (!(outcome in RETURN_WORDS)) return undefined;
  const day = comeBy ? dateText(comeBy, language, today) : null;
  return words[RETURN_WORDS[outcome as keyof typeof RETURN_WORDS]]({ number, sendTo, day });
}

/** What is told of a part of an order: of cancelled pieces, of a parcel, or of a return. */
function partMessage(ending: Ending, language: Language, today: Date): string | undefined {
  const words = language === 'ru' ? russian : english;
  const { outcome, number, currency, deliveryDate } = ending;
  const amount = ending.amount ? moneyText(ending.amount, currency, language) : null;
  if (outcome === 'pieces_cancelled') return words.piecesCancelled({ number, amount });
  if (outcome === 'shipped' || outcome === 'delivered') return words[outcome]({ number });
  if (outcome === 'withdrawal_revoked') return words.withdrawalRevoked({ number });
  if (outcome === 'withdrawal_confirmed') {
    const { at = '', until = '', zone = 'UTC' } = ending;
    const [when, end] = [momentText(at, language, zone), momentText(until, language, zone)];
    return words.withdrawalConfirmed({ number, at: when, until: end });
  }
  if (outcome === 'sent_back') return words.sentBack({ number, amount });
  if (outcome === 'return_received') return words.returnReceived({ number, amount });
  const ofReturn = returnMessage(ending, language, today);
  if (ofReturn) return ofReturn;
  const day = deliveryDate ? dateText(deliveryDate, language, today) : null;
  return outcome === 'not_delivered' ? words.notDelivered({ number, day }) : undefined;
}
