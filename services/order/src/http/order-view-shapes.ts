import { Id } from '@sagashop/chassis/http/shapes';
import { editable } from '@sagashop/vocabulary/editable';
import { Type } from 'typebox';
import { ListFilters, Sort } from './list-query.ts';

export const ViewQuery = Type.Object(
  { ...ListFilters, sort: Sort },
  { additionalProperties: false, description: 'parameters of the list of orders' },
);
const Name = Type.String({ minLength: 1, maxLength: 60, format: 'said' });
const Position = Type.Integer({ minimum: 0, maximum: 1_000_000, description: 'the smallest comes first' });

export const NewView = Type.Object(
  {
    name: Name,
    query: ViewQuery,
    shared: Type.Boolean({ default: false }),
    position: Type.Optional(Position),
  },
  { additionalProperties: false },
);
export const ViewChange = editable({
  name: Type.Optional(Name),
  query: Type.Optional(ViewQuery),
  shared: Type.Optional(Type.Boolean()),
  position: Type.Optional(Position),
});

export const ViewShape = Type.Object({
  id: Id,
  name: Type.String(),
  query: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
  shared: Type.Boolean({ description: 'whether everybody who sees orders has it' }),
  position: Type.Integer(),
  mine: Type.Boolean(),
  valid: Type.Boolean({ description: 'false: the list does not know these filters any more' }),
});
