import { Id, Instant } from '@sagashop/chassis/http/shapes';
import { Type } from 'typebox';
import { IMPORT_KINDS } from '../domain/import-kinds.ts';

const Whole = Type.Integer({ minimum: 0 });
const Who = Type.Object({ id: Id, name: Type.Optional(Type.String()) });
/** A text, a number, money, yes or no; null for nothing. */
const Value = Type.Unknown();

/** What somebody has changed meanwhile: a field of a product. */
const Differing = Type.Object({
  line: Whole,
  product: Id,
  name: Type.String(),
  field: Type.String(),
  was: Value,
  now: Value,
});

/** An import as lists have it. */
export const ImportShape = Type.Object({
  id: Id,
  kind: Type.Enum(IMPORT_KINDS),
  state: Type.Enum(['checked', 'applying', 'applied', 'undoing', 'undone']),
  fileName: Type.String(),
  counts: Type.Object(
    { new: Whole, changed: Whole, unchanged: Whole, wrong: Whole },
    { description: 'How many rows would do what; of those that are wrong nothing is done' },
  ),
  by: Who,
  createdAt: Instant,
  appliedBy: Type.Optional(Who),
  appliedAt: Type.Optional(Instant),
  undoneBy: Type.Optional(Who),
  undoneAt: Type.Optional(Instant),
  undoableUntil: Type.Optional(Instant),
  progress: Type.Optional(Type.Object({ done: Whole, of: Whole }, { description: 'While it is under way' })),
});

/** An import with what it would change. */
export const WholeImportShape = Type.Object({
  ...ImportShape.properties,
  encoding: Type.String(),
  columns: Type.Array(
    Type.Object({
      name: Type.String(),
      field: Type.Union([Type.String(), Type.Null()], { description: 'What it says; null: it is not read' }),
      samples: Type.Array(Type.String()),
    }),
  ),
  fields: Type.Array(Type.String(), { description: 'What a column can say' }),
  wrong: Type.Array(
    Type.Object({ line: Whole, column: Type.String(), code: Type.String(), message: Type.String() }),
  ),
  changes: Type.Array(
    Type.Object({
      line: Whole,
      product: Id,
      name: Type.String(),
      state: Type.Enum(['new', 'changed']),
      fields: Type.Array(Type.Object({ field: Type.String(), before: Value, after: Value })),
    }),
  ),
  more: Type.Object({ wrong: Whole, changes: Whole }, { description: 'How many rows are not among these' }),
  kept: Type.Array(Differing, {
    description: 'What was changed after it was applied, and stayed when it was taken back',
  }),
  problem: Type.Optional(
    Type.Object(
      { code: Type.String(), rows: Type.Optional(Type.Array(Differing)) },
      {
        description: 'Why it could not be applied or taken back when that was tried last',
      },
    ),
  ),
});
