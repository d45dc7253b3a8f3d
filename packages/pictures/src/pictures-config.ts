import { Type } from 'typebox';

/** Where a service's uploaded pictures lie. */
export const PicturesConfig = Type.Object({
  SAGASHOP_PICTURES: Type.Optional(
    Type.String({
      pattern: '^https?://[^/?#@:]+:[^/?#@]+@[^/?#]+/[^?#]+(\\?region=[a-z0-9-]+)?$',
      description:
        'a bucket that speaks the protocol of S3, for uploaded pictures: ' +
        '`https://KEY:SECRET@host/bucket/folder?region=eu-central-1`; without it they lie in the database of the ' +
        'service that shows them',
    }),
  ),
});
