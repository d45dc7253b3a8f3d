import { ListQuery, PageOf } from '@sagashop/chassis/http/lists';
import { DateText, Id, Instant } from '@sagashop/chassis/http/shapes';
import { IdsText } from '@sagashop/vocabulary/ids-text';
import { MoneyShape } from '@sagashop/vocabulary/money-shapes';
import { type Static, Type } from 'typebox';
import { ACTS, MOST_FAILING, MOST_TARGETS, ORDER_ACTS } from '../domain/bulk.ts';
import { ListFilters } from './list-query.ts';

const Act = Type.Enum(ORDER_ACTS, {
  description: '`cancel` them; `assign` them to a courier, a day, or both',
});

export const BulkInput = Type.Object(
  {
    act: Act,
    orders: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: MOST_TARGETS })),
    filters: Type.Optional(
      Type.Object(ListFilters, {
        additionalProperties: false,
        description: 'instead of `orders`: all that the list finds with these, as of now',
      }),
    ),
    expected: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: MOST_TARGETS,
        description: 'how many there were when you were told',
      }),
    ),
    reason: Type.Optional(
      Type.String({ minLength: 1, maxLength: 500, format: 'said', description: 'of `cancel`' }),
    ),
    courierId: Type.Optional(Id),
    date: Type.Optional(DateText),
  },
  { additionalProperties: false },
);
export type BulkInput = Static<typeof BulkInput>;

export const BulkQuestion = Type.Object(
  { act: Act, ids: Type.Optional(IdsText), ...ListFilters },
  { additionalProperties: false },
);

export const BulkShape = Type.Object({
  id: Id,
  act: Type.Enum(ACTS, {
    description:
      'as it was begun; `retry`: by `POST /api/sagas/retries`; of parcels: by `POST /api/shipments/acts`',
  }),
  reason: Type.Optional(Type.String()),
  courierId: Type.Optional(Id),
  date: Type.Optional(Type.String()),
  step: Type.Optional(Type.String({ description: 'of `retry`: where its sagas wait' })),
  fault: Type.Optional(Type.String({ description: 'of `retry`: what they wait with' })),
  failing: Type.Integer({
    description: `of \`retry\`: failed again in a row; at ${MOST_FAILING} it is stopped`,
  }),
  by: Id,
  state: Type.Enum(['running', 'ended', 'stopped']),
  total: Type.Integer({ description: 'orders or parcels that it is about' }),
  done: Type.Integer(),
  waiting: Type.Integer({ description: 'asked for: their own sagas do it when they are at it' }),
  refused: Type.Integer(),
  createdAt: Instant,
  endedAt: Type.Union([Instant, Type.Null()]),
});

export const BulkPage = PageOf(BulkShape);
export const BulkListQuery = Type.Object(ListQuery, { additionalProperties: false });

export const TargetsQuery = Type.Object(
  { ...ListQuery, state: Type.Enum(['open', 'done', 'waiting', 'refused'], { default: 'refused' }) },
  { additionalProperties: false },
);
export const TargetShape = Type.Object({
  orderId: Id,
  shipmentId: Type.Optional(Type.Union([Id], { description: 'which parcel of it' })),
  number: Type.Optional(Type.String()),
  state: Type.String(),
  code: Type.Optional(Type.String({ description: 'why it was refused' })),
});
export const TargetPage = PageOf(TargetShape);

export const BulkForetoldShape = Type.Object({
  orders: Type.Integer(),
  tooMany: Type.Boolean({ description: `more than ${MOST_TARGETS}, which is refused` }),
  changes: Type.Integer({ description: 'orders of which something changes' }),
  already: Type.Integer({ description: 'orders that are so already' }),
  refused: Type.Array(Type.Object({ code: Type.String(), count: Type.Integer() })),
  refunded: Type.Union([MoneyShape], { description: 'what goes back to customers' }),
  released: Type.Union([MoneyShape], { description: 'what is held for pending orders, and is set free' }),
});
