import { CommonConfig } from '@sagashop/chassis/config/config';
import { Type } from 'typebox';

/** The environment of the user service. */
export const UserConfig = Type.Object({
  ...CommonConfig.properties,
  USER_DATABASE_URL: Type.String(),
  SAGASHOP_PUBLIC_URL: Type.Optional(Type.String()),
});
