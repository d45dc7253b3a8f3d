import { CommonConfig } from '@sagashop/chassis/config/config';
import { Type } from 'typebox';

export const NotifyConfig = Type.Object({
  ...CommonConfig.properties,
  NOTIFY_DATABASE_URL: Type.String(),
});
