import type { Words } from './words.ts';

export const english: Words = {
  confirmed: ({ number, total, deliveryDate }) =>
    `Your order ${number} is confirmed. You paid ${total} from your account. ` +
    (deliveryDate ? `We will deliver it on ${deliveryDate}.` : 'We will deliver it soon.'),
  cancelled: ({ number, why }) =>
    `Your order ${number} is cancelled: ${why}. Nothing was charged; your money stays on your account.`,
  refunded: ({ number, why, total }) =>
    `Your order ${number} is cancelled: ${why}. We have put ${total} back on your account.`,
  reasons: {
    insufficient_funds: 'there was not enough money on your account',
    out_of_stock: 'we no longer have enough of what you ordered',
    no_courier: 'no courier was free to deliver it',
    price_changed: 'a price changed before the order went through',
    timed_out: 'we could not complete it in time',
    cancelled_by_customer: 'you cancelled it',
    cancelled_by_shop: 'the shop cancelled it',
  },
  otherReason: 'we could not complete it',
};
