import { Type } from 'typebox';

/** What people tell of themselves, as it is sent. */
export const Email = Type.String({ format: 'email', maxLength: 254 });
export const Name = Type.String({ maxLength: 100 });
export const Phone = Type.String({ format: 'phone' });
