import { Type } from 'typebox';
import { USERNAME } from '../domain/names.ts';

/** What people tell of themselves, as it is sent. */
export const Email = Type.String({ format: 'email', maxLength: 254 });
export const Name = Type.String({ maxLength: 100 });
export const Username = Type.String({ format: 'line', pattern: USERNAME });
/** Without limits here: every one that does not do is `weak_password`. */
export const Password = Type.String({ format: 'password' });
export const Phone = Type.String({ format: 'phone' });
