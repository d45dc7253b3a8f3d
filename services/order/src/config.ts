import { CommonConfig } from '@sagashop/chassis/config/config';
import { PicturesConfig } from '@sagashop/pictures/pictures-config';
import { ShopConfig } from '@sagashop/vocabulary/shop-config';
import { Type } from 'typebox';

/** Who sells, as it stands on invoices: the demonstration's, unless a name is set. Counts for those that are issued from then on. */
const SellerConfig = Type.Object({
  SAGASHOP_SELLER_NAME: Type.Optional(
    Type.String({
      ...{ maxLength: 200, format: 'line' },
      description: 'who sells, as it stands on invoices; not set: somebody made up',
    }),
  ),
  SAGASHOP_SELLER_ADDRESS: Type.Optional(
    Type.String({
      ...{ maxLength: 500, format: 'line' },
      description: 'where they are, for invoices, beside `SAGASHOP_SELLER_NAME`',
    }),
  ),
  SAGASHOP_SELLER_TAX_ID: Type.Optional(
    Type.String({
      ...{ maxLength: 50, format: 'line' },
      description: 'their number for taxes, for invoices, beside `SAGASHOP_SELLER_NAME`',
    }),
  ),
});

/** The environment of the order service. */
export const OrderConfig = Type.Object({
  ...CommonConfig.properties,
  ...ShopConfig.properties,
  ...PicturesConfig.properties,
  ORDER_DATABASE_URL: Type.String(),
  ORDER_DEADLINE_MS: Type.Integer({
    minimum: 100,
    default: 30_000,
    description: 'ms that an order may take until it is confirmed; then it is undone',
  }),
  ORDER_ATTEMPT_MS: Type.Integer({
    minimum: 100,
    default: 5_000,
    description: 'ms after which a step without an answer is sent again',
  }),
  ORDER_PLACES: Type.Integer({
    minimum: 1,
    default: 2_000,
    description:
      'orders that may be undecided at once in each process; what comes beyond is answered 503 ' +
      '`overloaded` ([why](../decisions/0032-load-shedding-refuses-orders-before-anything-is-written.md))',
  }),
  ORDER_LONGEST_MS: Type.Integer({
    minimum: 10,
    default: 2_500,
    description:
      'ms that an order may take on average until it is decided; when they take longer, fewer ' +
      'are let in',
  }),
  ORDER_PARK_AFTER: Type.Integer({
    minimum: 1,
    default: 10,
    description: 'faults after which a step waits for an operator',
  }),
  // It sends five heartbeats in this time; the connection that holds its lock must not be closed as unused meanwhile.
  ORDER_TAKE_OVER_MS: Type.Integer({
    minimum: 200,
    maximum: 60_000,
    default: 5_000,
    description: 'ms for which an order process may be silent before others go on with its orders',
  }),
  SAGASHOP_RETURN_DAYS: Type.Integer({
    minimum: 0,
    maximum: 3_650,
    default: 14,
    description: 'days after its delivery until the end of which something can be sent back',
  }),
  SAGASHOP_RETURN_COME_DAYS: Type.Integer({
    minimum: 1,
    maximum: 365,
    default: 30,
    description:
      'days after a return was approved until the end of which its goods have to be here; its customer is reminded, and then it ' +
      'ends ([why](../decisions/0104-an-exchange-is-ordered-when-its-goods-are-back.md))',
  }),
  SAGASHOP_RETURN_ADDRESS: Type.Optional(
    Type.String({
      ...{ maxLength: 500, format: 'line' },
      description: 'where goods are sent back to, as customers read it once a return is approved',
    }),
  ),
  ORDER_STREAMS: Type.Integer({
    minimum: 0,
    default: 1000,
    description: 'orders that may be watched live at once in each order process',
  }),
  ORDER_STREAMS_PER_USER: Type.Integer({
    minimum: 0,
    default: 20,
    description: 'orders that one user may watch live at once',
  }),
  ...SellerConfig.properties,
  SAGASHOP_LAB: Type.String({
    pattern: '^[01]$',
    default: '0',
    description: '`1`: what can go wrong can be made to, in [the laboratory](../how-to/break-something.md)',
  }),
  SAGASHOP_COUNTRY: Type.Optional(
    Type.String({
      pattern: '^[A-Z]{2}$',
      description:
        'where the shop is (ISO 3166): says whether customers may withdraw from their orders, and for how long; unset, the ' +
        'currency does',
    }),
  ),
  SAGASHOP_WITHDRAWAL: Type.Optional(
    Type.Enum(['eu', 'ru', 'off'], {
      description:
        'another rule than that of the country: `eu`, 14 days after the delivery; `ru`, 7; `off`, not at all ' +
        '([why](../decisions/0099-a-withdrawal-waits-a-day.md))',
    }),
  ),
  SAGASHOP_WITHDRAWAL_DAYS: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 365,
      description:
        'days after the delivery in which customers may withdraw from an order, where it is not as the rule says',
    }),
  ),
  ORDER_KILL_POINT: Type.Optional(
    Type.String({
      pattern: '^(before|after) [a-zA-Z_. ]+ [1-9][0-9]*$',
      description: 'for tests: where the process kills itself, e.g. `after confirm 3`',
    }),
  ),
});
