import { DateText, Id, Instant } from '@sagashop/chassis/http/shapes';
import { call } from '@sagashop/chassis/service/calls';
import { auditCall } from '@sagashop/vocabulary/audit-call';
import { type Static, Type } from 'typebox';

const Nullable = Type.Union([Type.String(), Type.Null()]);

/** By what is stocked. */
const Pieces = Type.Array(Type.Object({ product: Id, quantity: Type.Integer() }));

const Parcel = Type.Object({
  id: Id,
  state: Type.String(),
  told: Type.Integer(),
  /** For what it came back; null of one that did not. */
  cause: Nullable,
  /** By what is stocked. */
  lines: Type.Array(Type.Object({ product: Id, quantity: Type.Integer() })),
});

const Returned = Type.Object({
  id: Id,
  kind: Type.String(),
  state: Type.String(),
  /** How often its customer has been told of it. */
  told: Type.Integer(),
  /** For what it is received; null of one that is not. */
  receipt: Nullable,
  amount: Type.Union([Type.Integer(), Type.Null()]),
  /** By what is stocked. */
  lines: Type.Array(
    Type.Object({
      product: Id,
      quantity: Type.Integer(),
      received: Type.Integer(),
      resellable: Type.Integer(),
    }),
  ),
});

const Part = Type.Object({
  id: Id,
  amount: Type.Integer(),
  settled: Type.Boolean(),
  /** By what is stocked. */
  lines: Type.Array(Type.Object({ product: Id, quantity: Type.Integer() })),
});

const Declared = Type.Object({
  id: Id,
  state: Type.String(),
  /** Since it was due; negative before. */
  overdueSeconds: Type.Number(),
  /** What was cancelled for it, by what is stocked; null until it is carried out. */
  cancelled: Type.Union([Pieces, Type.Null()]),
  /** What its customer sends back, likewise. */
  returned: Type.Union([Pieces, Type.Null()]),
  whole: Type.Union([Type.Boolean(), Type.Null()]),
});

/** What order knows of one order, its sagas included. Times in seconds are by the database's clock. */
export const OrderFact = Type.Object({
  order: Id,
  user: Id,
  status: Type.String(),
  reason: Nullable,
  total: Type.Integer(),
  agreed: Type.Integer({ description: 'the sum of the lines: what the customer agreed to pay' }),
  /** By what is stocked: a variant, or a product that has none. */
  lines: Type.Array(Type.Object({ product: Id, quantity: Type.Integer() })),
  /** What has become of pieces, by what is stocked; null while nothing has. A release before says nothing. */
  pieces: Type.Optional(
    Type.Union([
      Type.Array(
        Type.Object({
          product: Id,
          cancelled: Type.Integer(),
          shipped: Type.Integer(),
          delivered: Type.Integer(),
          returned: Type.Integer(),
          /** Of returns. A release before says nothing. */
          asked: Type.Optional(Type.Integer()),
          received: Type.Optional(Type.Integer()),
        }),
      ),
      Type.Null(),
    ]),
  ),
  goods: Type.Optional(Nullable),
  /** Its parcels, with how often each was told of. A release before says nothing. */
  shipments: Type.Optional(Type.Union([Type.Array(Parcel), Type.Null()])),
  /** What its customer sends back. A release before says nothing. */
  returns: Type.Optional(Type.Union([Type.Array(Returned), Type.Null()])),
  /** Parts that were cancelled while the order stood. A release before says nothing. */
  parts: Type.Optional(Type.Union([Type.Array(Part), Type.Null()])),
  /** What was given back while it stood. A release before says nothing. */
  refunds: Type.Optional(
    Type.Union([
      Type.Array(
        Type.Object({
          id: Id,
          amount: Type.Integer(),
          state: Type.String(),
          /** Null: staff have granted it. */
          kind: Type.Optional(Nullable),
        }),
      ),
      Type.Null(),
    ]),
  ),
  /** What its invoice is of, and all its credit notes together. A release before says nothing. */
  invoiced: Type.Optional(Type.Union([Type.Integer(), Type.Null()])),
  credited: Type.Optional(Type.Union([Type.Integer(), Type.Null()])),
  /** Somebody has asked for it to be cancelled, which it is once its sagas have ended. A release before says nothing. */
  cancelling: Type.Optional(Type.Boolean()),
  /** What its customer has withdrawn from. A release before says nothing. */
  withdrawals: Type.Optional(Type.Union([Type.Array(Declared), Type.Null()])),
  /** The day of delivery, and whether it is just being taken over from delivery. A release before says nothing. */
  day: Type.Optional(Type.Union([DateText, Type.Null()])),
  moving: Type.Optional(Type.Boolean()),
  sagas: Type.Array(
    Type.Object({
      id: Id,
      name: Type.String(),
      state: Type.String(),
      ended: Type.Boolean(),
      ageSeconds: Type.Number(),
      overdueSeconds: Type.Number({ description: 'since its deadline; negative before it' }),
      updatedAt: Instant,
    }),
  ),
});

export type OrderFact = Static<typeof OrderFact>;

export const auditOrder = auditCall('order', OrderFact);

/** What a withdrawal says: who has declared it, of which goods, and the token to revoke it with while it can be. */
const DeclaredWithdrawal = Type.Object({
  name: Nullable,
  lines: Type.Array(Type.Object({ name: Type.String(), quantity: Type.Integer() })),
  token: Nullable,
});

/** To whom what is written about these orders goes, in their order; null for one whose customer has left, and an unknown one. */
export const recipients = call(
  'order',
  'recipients',
  Type.Object({
    orders: Type.Array(Id),
    /** Of which withdrawals it is to be told what a mail about them says. */
    withdrawals: Type.Optional(Type.Array(Id)),
  }),
  Type.Object({
    recipients: Type.Array(Type.Union([Type.Object({ email: Type.String(), name: Nullable }), Type.Null()])),
    /** In their order; null for an unknown one. A release before says nothing. */
    withdrawals: Type.Optional(Type.Array(Type.Union([DeclaredWithdrawal, Type.Null()]))),
  }),
);
