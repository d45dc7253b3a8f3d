export type Language = 'en' | 'ru';

/** The sentences of one language. */
export interface Words {
  confirmed(order: { number: string; total: string; deliveryDate: string | null }): string;
  cancelled(order: { number: string; why: string }): string;
  /** Of an order that was cancelled after it had been paid; without a total where nothing was left to go back. */
  refunded(order: { number: string; why: string; total: string | null }): string;
  /** Of an order that stands, of which a part of the payment went back. */
  refund(order: { number: string; amount: string }): string;
  /** Of an order that stands, whose delivery goes to another day. */
  moved(order: { number: string; deliveryDate: string }): string;
  /** Of an order that stands, a part of which is cancelled; without an amount where nothing went back. */
  piecesCancelled(order: { number: string; amount: string | null }): string;
  shipped(order: { number: string }): string;
  delivered(order: { number: string }): string;
  /** With the day on which it is tried again, where there is one. */
  notDelivered(order: { number: string; day: string | null }): string;
  sentBack(order: { number: string; amount: string | null }): string;
  returnAsked(order: { number: string }): string;
  /** With where to, and by which day, it is to be sent, as far as that is known. */
  returnApproved(order: { number: string; sendTo: string | null; day: string | null }): string;
  returnReminded(order: { number: string; sendTo: string | null; day: string | null }): string;
  returnExpired(order: { number: string }): string;
  returnRefused(order: { number: string }): string;
  returnReceived(order: { number: string; amount: string | null }): string;
  returnNotExchanged(order: { number: string; why: string }): string;
  /** With when it was declared, and until when it can be revoked. */
  withdrawalConfirmed(order: { number: string; at: string; until: string }): string;
  withdrawalRevoked(order: { number: string }): string;
  /** Why an order was cancelled, by the reason's code, to stand in the two before. */
  reasons: Readonly<Record<string, string>>;
  /** Why what was wanted in exchange was not ordered, where the codes above do not say it. */
  exchangeReasons: Readonly<Record<string, string>>;
  /** Stands where a reason has no words. */
  otherReason: string;
}
