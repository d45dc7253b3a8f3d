import { ListQuery, PageOf } from '@sagashop/chassis/http/lists';
import { DateText, Id, Instant } from '@sagashop/chassis/http/shapes';
import { IdsText } from '@sagashop/vocabulary/ids-text';
import { MoneyInput, MoneyShape, Quantity } from '@sagashop/vocabulary/money-shapes';
import { Type } from 'typebox';
import { GOODS, RETURN_AXIS } from '../domain/order.ts';
import { MONEY } from '../domain/shown-order.ts';
import { ListFilters, Sort } from './list-query.ts';
import { RefundShape } from './refund-shape.ts';
import { ReturnShape } from './return-shapes.ts';
import { ShipmentShape } from './shipment-shapes.ts';
import { WithdrawalShape } from './withdrawal-shape.ts';

export const MilestonesShape = Type.Object(
  {
    placedAt: Instant,
    confirmedAt: Type.Optional(Instant),
    paidAt: Type.Optional(Instant),
    cancelledAt: Type.Optional(Instant),
    refundedAt: Type.Optional(Instant),
  },
  { description: 'of one order that is read: what has happened, and when' },
);

export const OrderShape = Type.Object({
  id: Id,
  number: Type.String(),
  userId: Id,
  status: Type.Enum(['pending', 'confirmed', 'cancelled', 'shipped', 'delivered', 'returned']),
  reason: Type.Optional(Type.String()),
  shortages: Type.Optional(
    Type.Array(
      Type.Object({
        productId: Id,
        variantId: Type.Optional(Id),
        requested: Type.Integer(),
        available: Type.Integer(),
      }),
      {
        description: 'with the reason `out_of_stock`: what there was too little of, as it was then',
      },
    ),
  ),
  lines: Type.Array(
    Type.Object({
      id: Id,
      productId: Id,
      variantId: Type.Optional(
        Type.Union([Id], { description: 'which variant of it, where it has any; the name says what it is' }),
      ),
      name: Type.String(),
      quantity: Type.Integer(),
      price: MoneyShape,
      paid: Type.Union([MoneyShape], {
        description: 'what was paid for all of its pieces; they add up to the total',
      }),
      cancelled: Type.Integer({ description: 'pieces' }),
      shipped: Type.Integer({ description: 'pieces' }),
      returned: Type.Integer({ description: 'pieces that are back, undelivered or sent back' }),
    }),
  ),
  money: Type.Enum(MONEY, {
    description: 'how it stands with its money; `paid` from the confirmation on',
  }),
  refunds: Type.Optional(
    Type.Array(RefundShape, { description: 'of one order that is read: what has gone back of its payment' }),
  ),
  shipments: Type.Optional(
    Type.Array(ShipmentShape, { description: 'of one order that is read: its parcels' }),
  ),
  withdrawable: Type.Optional(
    Type.Boolean({ description: 'of one order that is read: whether its customer can withdraw from it' }),
  ),
  withdrawals: Type.Optional(
    Type.Array(WithdrawalShape, {
      description: 'of one order that is read: what its customer has withdrawn from',
    }),
  ),
  total: MoneyShape,
  deliveryDate: Type.Union([Type.String(), Type.Null()]),
  createdAt: Instant,
  recipient: Type.Optional(
    Type.Object(
      { name: Type.String(), email: Type.String(), phone: Type.Optional(Type.String()) },
      { description: 'of one order that is read: who gets it; gone once its customer has left' },
    ),
  ),
  goods: Type.Enum(GOODS, { description: 'how far its goods are' }),
  return: Type.Enum(RETURN_AXIS, {
    description: 'how far its returns are: of several, where somebody still has to do something',
  }),
  returns: Type.Optional(
    Type.Array(ReturnShape, { description: 'of one order that is read: what its customer sends back' }),
  ),
  exchangeOf: Type.Optional(
    Type.Object(
      { orderId: Id, number: Type.String(), returnId: Id },
      { description: 'of one order that is read: it was placed in exchange for what came back of that' },
    ),
  ),
  courierId: Type.Optional(Type.Union([Id, Type.Null()], { description: 'for staff: who brings it' })),
  saga: Type.Optional(
    Type.Enum(['running', 'parked', 'ended'], { description: 'for staff: how its sagas stand' }),
  ),
  address: Type.Optional(Type.String({ description: 'beside the recipient: where it goes' })),
  milestones: Type.Optional(MilestonesShape),
});

export const OrderPage = Type.Object({
  ...PageOf(OrderShape).properties,
  count: Type.Optional(
    Type.Object(
      { value: Type.Integer(), atLeast: Type.Boolean({ description: 'there are, or may be, more' }) },
      { description: 'with `count=true`: exact up to 10,000' },
    ),
  ),
  since: Type.Optional(
    Type.Union([Instant, Type.Null()], {
      description: 'of a list with filters: only orders from then on are in it yet; null: all are',
    }),
  ),
});

export const OrdersQuery = Type.Object(
  {
    ...ListQuery,
    mine: Type.Optional(Type.Boolean()),
    key: Type.Optional(
      Type.String({
        pattern: '^[!-~]{1,255}$',
        description: 'the Idempotency-Key that you placed an order with: that order alone, or none',
      }),
    ),
    ids: Type.Optional(IdsText),
    ...ListFilters,
    sort: Sort,
    count: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);

export const OrderInput = Type.Object(
  {
    lines: Type.Array(
      Type.Object(
        {
          productId: Id,
          variantId: Type.Optional(
            Type.Union([Id], { description: 'which variant of it, where it has more than one' }),
          ),
          quantity: Quantity,
        },
        { additionalProperties: false },
      ),
      {
        minItems: 1,
        maxItems: 100,
      },
    ),
    deliveryDate: Type.Optional(DateText),
    address: Type.Optional(Type.String({ minLength: 1, maxLength: 500, format: 'said' })),
    recipient: Type.Optional(
      Type.Object(
        {
          name: Type.Optional(Type.String({ minLength: 1, maxLength: 200, format: 'said' })),
          phone: Type.Optional(Type.String({ format: 'phone' })),
        },
        {
          additionalProperties: false,
          description:
            'who gets it, when that is somebody else, and by which number the courier reaches them',
        },
      ),
    ),
    expectedTotal: Type.Optional(
      Type.Object(
        { ...MoneyInput.properties, amount: Type.Integer({ minimum: 0 }) },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
