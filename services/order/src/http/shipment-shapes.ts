import { Id, Instant } from '@sagashop/chassis/http/shapes';
import { Type } from 'typebox';
import { ACTS, SHIPMENT_STATES } from '../domain/shipment.ts';

const shared = {
  id: Id,
  orderId: Id,
  state: Type.Enum(SHIPMENT_STATES),
  createdAt: Instant,
  acts: Type.Array(
    Type.Object({
      act: Type.Enum(ACTS),
      at: Instant,
      receivedAt: Instant,
      name: Type.Optional(Type.String({ description: 'who took it' })),
      note: Type.Optional(Type.String({ description: 'for staff' })),
      photo: Type.Optional(Type.Boolean({ description: 'there is one' })),
      photoUrl: Type.Optional(Type.String({ description: 'where it is' })),
      by: Type.Optional(Type.Union([Id], { description: 'for staff' })),
    }),
    {
      description: 'what has become of it, the oldest first: when it happened, and when the shop heard of it',
    },
  ),
};
const Piece = { lineId: Id, quantity: Type.Integer() };

/** A parcel of an order. */
export const ShipmentShape = Type.Object({ ...shared, lines: Type.Array(Type.Object(Piece)) });

/** Pieces of a line, with what they are of. */
export const NamedPiece = Type.Object({
  ...{ ...Piece, name: Type.String(), productId: Id },
  variantId: Type.Optional(Id),
});

const Nullable = (schema: typeof Id) => Type.Union([schema, Type.Null()]);

/** A parcel in a list: with what is in it, who brings it when, and to whom. */
export const ListedShipment = Type.Object({
  ...shared,
  number: Type.String({ description: 'of its order' }),
  lines: Type.Array(NamedPiece),
  stopped: Type.Optional(
    Type.Enum(['withdrawn', 'cancelled'], {
      description:
        'why it is not to be packed or handed over: its customer has withdrawn from what is in it, or it is cancelled',
    }),
  ),
  courierId: Nullable(Id),
  courierName: Type.Union([Type.String(), Type.Null()]),
  date: Type.Union([Type.String(), Type.Null()]),
  recipient: Type.Object({
    name: Type.String(),
    phone: Type.Optional(Type.String()),
    address: Type.Optional(Type.String()),
  }),
});
