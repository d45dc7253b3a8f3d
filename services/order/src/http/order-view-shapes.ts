import { Id } from '@sagashop/chassis/http/shapes';
import { editable } from '@sagashop/vocabulary/editable';
import { Type } from 'typebox';
import { KEPT_LISTS } from '../domain/order-view.ts';
import { ListFilters, Sort } from './list-query.ts';
import { SagaFilters } from './saga-filters.ts';

export const ViewQuery = Type.Object(
  { ...ListFilters, sort: Sort },
  { additionalProperties: false, description: 'parameters of the list of orders' },
);
/** The same of the list of sagas. */
export const SagaViewQuery = Type.Object(SagaFilters, {
  additionalProperties: false,
  description: 'parameters of the list of sagas',
});
const AnyQuery = Type.Union([ViewQuery, SagaViewQuery]);
export const KeptListShape = Type.Enum(KEPT_LISTS, { default: 'orders' });
const Name = Type.String({ minLength: 1, maxLength: 60, format: 'said' });
const Position = Type.Integer({ minimum: 0, maximum: 1_000_000, description: 'the smallest comes first' });

export const NewView = Type.Object(
  {
    name: Name,
    list: KeptListShape,
    query: AnyQuery,
    shared: Type.Boolean({ default: false }),
    position: Type.Optional(Position),
  },
  { additionalProperties: false },
);
export const ViewChange = editable({
  name: Type.Optional(Name),
  query: Type.Optional(AnyQuery),
  shared: Type.Optional(Type.Boolean()),
  position: Type.Optional(Position),
});

export const ViewShape = Type.Object({
  id: Id,
  list: Type.Enum(KEPT_LISTS),
  name: Type.String(),
  query: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
  shared: Type.Boolean({ description: 'whether everybody who sees orders has it' }),
  position: Type.Integer(),
  mine: Type.Boolean(),
  valid: Type.Boolean({ description: 'false: the list does not know these filters any more' }),
});
