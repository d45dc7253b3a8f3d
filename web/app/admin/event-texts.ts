import type { Texts } from '../words/words';

/** The events that one text tells, with the values of the text. */
export const EVENT_TEXTS: Record<string, keyof Texts> = {
  'order.placed': 'admin.event.placed',
  'order.confirmed': 'admin.event.confirmed',
  'order.cancelled': 'admin.event.cancelled',
  'cancellation.asked': 'admin.event.cancellationAsked',
  'refund.granted': 'admin.event.refundGranted',
  'refund.settled': 'admin.event.refundSettled',
  'part.cancelled': 'admin.event.partCancelled',
  'part.settled': 'admin.event.partSettled',
  'return.asked': 'admin.event.returnAsked',
  'return.approved': 'admin.event.returnApproved',
  'return.refused': 'admin.event.returnRefused',
  'return.received': 'admin.event.returnReceived',
  'return.settled': 'admin.event.returnSettled',
  'money.held': 'admin.event.moneyHeld',
  'money.refused': 'admin.event.moneyRefused',
  'money.released': 'admin.event.moneyReleased',
  'money.captured': 'admin.event.moneyCaptured',
  'money.refunded': 'admin.event.moneyRefunded',
  'goods.reserved': 'admin.event.goodsReserved',
  'goods.refused': 'admin.event.goodsRefused',
  'goods.released': 'admin.event.goodsReleased',
  'goods.taken': 'admin.event.goodsTaken',
  'goods.returned': 'admin.event.goodsReturned',
  'goods.damaged': 'admin.event.goodsDamaged',
  'delivery.booked': 'admin.event.booked',
  'delivery.refused': 'admin.event.bookingRefused',
  'delivery.moved': 'admin.event.moved',
  'delivery.cancelled': 'admin.event.freed',
  'message.sent': 'admin.event.message',
  note: 'admin.event.note',
  'saga.step': 'admin.event.step',
};
/** The same for what staff have changed, by the audit log's word. */
export const CHANGE_TEXTS: Record<string, keyof Texts> = {
  'order.cancel': 'admin.event.cancellationAsked',
  'order.note-change': 'admin.event.noteChanged',
  'order.note-delete': 'admin.event.noteDeleted',
};
