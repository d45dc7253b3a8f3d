import { refusals } from '@sagashop/kernel/problem';

/** What changes of stock are refused for. */
export const refuseStock = refusals({
  below_zero: { status: 409, title: 'There are not so many of it. Nothing was changed.' },
  below_reserved: {
    status: 409,
    title: 'Orders that are under way have more of it set aside than would be left. Nothing was changed.',
  },
});
