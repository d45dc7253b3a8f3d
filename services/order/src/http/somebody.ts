import { Id } from '@sagashop/chassis/http/shapes';
import { Type } from 'typebox';

/** A person, as staff see who did something. */
export const Somebody = Type.Object({
  id: Id,
  name: Type.Optional(Type.String({ description: 'none for a guest and whoever has left' })),
});
