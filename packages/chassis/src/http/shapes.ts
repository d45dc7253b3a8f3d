import { Type } from 'typebox';

/** Schemas that several services' routes share. */
export const Id = Type.String({ format: 'uuid' });
export const IdParams = Type.Object({ id: Id });
export const DateText = Type.String({ format: 'date' });
export const Instant = Type.String({ description: 'ISO 8601, UTC' });
