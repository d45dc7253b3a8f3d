import { CommonConfig } from '@sagashop/chassis/config/config';
import { Type } from 'typebox';

/** The environment of the notify service. */
export const NotifyConfig = Type.Object({
  ...CommonConfig.properties,
  NOTIFY_DATABASE_URL: Type.String(),
  PORT: Type.Optional(Type.Integer()),
  SAGASHOP_PUBLIC_URL: Type.Optional(Type.String()),
  SAGASHOP_SMTP_URL: Type.Optional(
    Type.String({
      pattern: '^smtps?://[^/]+/?(\\?.*)?$',
      description:
        'the server that [mails](../how-to/send-mail.md) are sent by: `smtp://name:password@host:587`, or `smtps://…`; unset: ' +
        'none is sent, and all can be read at `/admin/mailbox`',
    }),
  ),
  SAGASHOP_MAIL_FROM: Type.Optional(
    Type.String({
      format: 'line',
      maxLength: 300,
      description:
        'who mails come from: `Shop <shop@example.com>`; unset: `no-reply@` the host of `SAGASHOP_PUBLIC_URL`',
    }),
  ),
});
