import { DateText, Id, Instant } from '@sagashop/chassis/http/shapes';
import { MoneyShape } from '@sagashop/vocabulary/money-shapes';
import { Type } from 'typebox';
import { EXCHANGED, RETURN_KINDS, RETURN_STATES } from '../domain/return.ts';

const Pieces = (description: string) => Type.Integer({ description });
const forStaff = Type.Optional(Type.Union([Id], { description: 'for staff' }));

/** Pieces of a line that somebody sends back. */
export const ReturnedLine = {
  lineId: Id,
  quantity: Pieces('how many are sent back'),
  received: Type.Optional(Pieces('how many have come')),
  resellable: Type.Optional(Pieces('how many of those are as good as new')),
  amount: Type.Optional(Type.Union([MoneyShape], { description: 'what goes back for those that have come' })),
};

/** What somebody wants in exchange, and what has become of that. */
const ExchangeShape = Type.Object(
  {
    lines: Type.Array(
      Type.Object({
        productId: Id,
        variantId: Type.Optional(Id),
        quantity: Type.Integer(),
        name: Type.Optional(Type.String({ description: 'as it was when it was asked for' })),
        price: Type.Optional(Type.Union([MoneyShape], { description: 'of one, likewise' })),
      }),
    ),
    agreed: Type.Optional(
      Type.Union([MoneyShape], {
        description: 'the most that its customer has agreed to pay; without it what goes back',
      }),
    ),
    state: Type.Optional(
      Type.Enum(EXCHANGED, {
        description:
          'it waits until all is here and paid back, then it is ordered, or is not; an older one is ordered by its customer',
      }),
    ),
    reason: Type.Optional(Type.String({ description: 'a code: why it was not ordered' })),
    orderId: Type.Optional(Type.Union([Id], { description: 'the order that was placed' })),
    number: Type.Optional(Type.String({ description: 'its number' })),
  },
  { description: 'what its customer wants for it instead' },
);

/** All of a return but its lines. */
export const returnFields = {
  id: Id,
  orderId: Id,
  kind: Type.Enum(RETURN_KINDS, { description: 'a withdrawal needs nobody’s approval' }),
  state: Type.Enum(RETURN_STATES),
  exchange: Type.Optional(ExchangeShape),
  reason: Type.Optional(Type.String()),
  photo: Type.Optional(Type.Boolean({ description: 'there is one' })),
  photoUrl: Type.Optional(Type.String({ description: 'where it is' })),
  answer: Type.Optional(Type.String({ description: 'why it was refused' })),
  sendTo: Type.Optional(Type.String({ description: 'of one that is approved: where it is sent to' })),
  comeBy: Type.Optional(
    Type.Union([DateText], {
      description: 'of one that is approved: by the end of which day it has to be here',
    }),
  ),
  expired: Type.Optional(
    Type.Boolean({ description: 'of one that is refused: nobody did, its goods did not come in time' }),
  ),
  amount: Type.Optional(Type.Union([MoneyShape], { description: 'what goes back for what has come' })),
  receiptId: Type.Optional(
    Type.Union([Id], { description: 'the cause of all that is done for what has come, and the refund’s id' }),
  ),
  createdAt: Instant,
  approvedAt: Type.Optional(Instant),
  refusedAt: Type.Optional(Instant),
  receivedAt: Type.Optional(Instant),
  settledAt: Type.Optional(Type.Union([Instant], { description: 'money and pieces are where they belong' })),
  by: forStaff,
  approvedBy: forStaff,
  refusedBy: forStaff,
  receivedBy: forStaff,
};

/** Pieces of an order that its customer sends back. */
export const ReturnShape = Type.Object({ ...returnFields, lines: Type.Array(Type.Object(ReturnedLine)) });
