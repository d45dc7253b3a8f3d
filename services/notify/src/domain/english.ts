import type { Words } from './words.ts';

export const english: Words = {
  confirmed: ({ number, total, deliveryDate }) =>
    `Your order ${number} is confirmed. You paid ${total} from your balance. ` +
    (deliveryDate ? `We’ll deliver it on ${deliveryDate}.` : 'We’ll deliver it soon.'),
  cancelled: ({ number, why }) =>
    `Your order ${number} is cancelled: ${why}. You haven’t been charged; all your money is still yours.`,
  refunded: ({ number, why, total }) =>
    `Your order ${number} is cancelled: ${why}.${total === null ? '' : ` We’ve put ${total} back on your balance.`}`,
  refund: ({ number, amount }) => `We’ve put ${amount} from your order ${number} back on your balance.`,
  moved: ({ number, deliveryDate }) =>
    `Your order ${number} will be delivered on ${deliveryDate} instead. We’re sorry for the change.`,
  piecesCancelled: ({ number, amount }) =>
    `Part of your order ${number} is cancelled.${amount === null ? '' : ` We’ve put ${amount} back on your balance.`}`,
  shipped: ({ number }) => `A parcel with your order ${number} is on its way to you.`,
  delivered: ({ number }) => `A parcel with your order ${number} has been delivered. Enjoy it!`,
  notDelivered: ({ number, day }) =>
    `We couldn’t deliver a parcel with your order ${number}: nobody was there. ` +
    (day ? `We’ll try again on ${day}.` : 'We’ll try again soon.'),
  sentBack: ({ number, amount }) =>
    `We couldn’t deliver a parcel with your order ${number}, and it’s back with us.` +
    (amount === null ? '' : ` We’ve put ${amount} back on your balance.`),
  returnAsked: ({ number }) =>
    `We’ve got your request to return items of your order ${number}. We’ll answer it soon.`,
  returnApproved: ({ number, sendTo, day }) =>
    `Your return of items from order ${number} is approved: you can send them back to us.` +
    (sendTo ? ` Our address: ${sendTo}.` : '') +
    (day ? ` They should be here by the end of ${day}.` : ''),
  returnReminded: ({ number, sendTo, day }) =>
    `We’re still waiting for the items that you wanted to return from order ${number}.` +
    (sendTo ? ` Our address: ${sendTo}.` : '') +
    (day ? ` If they aren’t here by the end of ${day}, the return is closed.` : ''),
  returnExpired: ({ number }) =>
    `The items that you wanted to return from order ${number} haven’t reached us in time, so the return is closed. ` +
    'Nothing has changed about your order. If you’ve sent them, write to us.',
  returnRefused: ({ number }) =>
    `We can’t take back the items of your order ${number}. Your order’s page says why.`,
  returnReceived: ({ number, amount }) =>
    `The items that you sent back from your order ${number} are here.` +
    (amount === null ? '' : ` We’ve put ${amount} back on your balance.`),
  returnNotExchanged: ({ number, why }) =>
    `The items that you sent back from your order ${number} are here, and your money is back on your balance. ` +
    `But we couldn’t order what you wanted instead: ${why}. You can order it yourself at any time.`,
  withdrawalConfirmed: ({ number, at, until }) =>
    `We received your withdrawal from your order ${number} on ${at}. You can revoke it until ${until}. ` +
    'Then we carry it out, and your money goes back to where it came from.',
  withdrawalRevoked: ({ number }) =>
    `You’ve revoked your withdrawal from your order ${number}. The order goes on as before.`,
  reasons: {
    insufficient_funds: 'there wasn’t enough money on your balance',
    out_of_stock: 'we no longer have enough of what you ordered',
    no_courier: 'no courier was free to deliver it',
    price_changed: 'a price changed before the order went through',
    timed_out: 'we couldn’t complete it in time',
    cancelled_by_customer: 'you cancelled it',
    cancelled_by_shop: 'the shop cancelled it',
  },
  exchangeReasons: {
    not_all_came: 'not everything that you wanted to exchange has come',
    not_for_sale: 'it’s no longer for sale',
    price_changed: 'it costs more now than when you asked for it',
  },
  otherReason: 'we couldn’t complete it',
};
