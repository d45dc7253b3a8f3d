import { Id } from '@sagashop/chassis/http/shapes';
import { call, eventType } from '@sagashop/chassis/service/calls';
import { LanguageShape } from '@sagashop/vocabulary/language';
import { Type } from 'typebox';

const Absent = Type.Null();

/** Somebody is to be sent a link; to whom it goes, and its token, is asked when it is sent (`mailRecipients`). */
export const mailWanted = eventType(
  'user.mail_wanted',
  Type.Object({
    id: Id,
    kind: Type.String(),
    language: LanguageShape,
    life: Type.Integer({ description: 'for how many seconds the link is good' }),
    sequence: Type.Integer(),
  }),
);

const LinkName = Type.Union([Type.String(), Absent]);
/** What a mail tells of that is about goods: what they are called in each language, and their page. */
const LinkGoods = Type.Object({
  name: Type.Object({ en: Type.String(), ru: Type.String() }),
  path: Type.String(),
});
const LinkRecipient = Type.Object({
  email: Type.String(),
  name: LinkName,
  token: Type.String(),
  goods: Type.Optional(LinkGoods),
});

/**
 * To whom links go that were wanted, and their tokens, in their order; null for one that is used or too old. Whoever is about
 * to send them says `sending`: then those are null too that are about goods which are gone again, and wait until they are back.
 */
export const mailRecipients = call(
  'user',
  'mail-recipients',
  Type.Object({
    letters: Type.Array(Type.Object({ id: Id, kind: Type.String() })),
    sending: Type.Optional(Type.Boolean()),
  }),
  Type.Object({
    recipients: Type.Array(Type.Union([LinkRecipient, Absent])),
    later: Type.Optional(
      Type.Array(Id, { description: 'of those without: nobody can say at the moment what they tell of' }),
    ),
  }),
);
