import { Type } from 'typebox';
import { UserShape } from '../contract.ts';

/** A session as it is answered to whoever has opened it. */
export const SessionShape = Type.Object({ token: Type.String(), user: UserShape });
