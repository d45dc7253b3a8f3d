import { Id } from '@sagashop/chassis/http/shapes';
import { call, eventType, type Peers } from '@sagashop/chassis/service/calls';
import { auditCall } from '@sagashop/vocabulary/audit-call';
import { LanguageShape } from '@sagashop/vocabulary/language';
import { Type } from 'typebox';

export { leaving } from '@sagashop/vocabulary/leaving';

const Identity = Type.Object({
  userId: Id,
  /** Empty for a guest: the release before takes no other. */
  username: Type.String(),
  /** Absent in answers of the release before. */
  roles: Type.Optional(Type.Array(Type.String())),
  isAdmin: Type.Boolean(),
  language: LanguageShape,
  email: Type.String(),
  name: Type.String(),
  scope: Type.Optional(Type.Union([Type.String(), Type.Null()])),
});

/** Who the sessions belong to, by the SHA-256 (hex) of their tokens; null where there is no such session. */
export const sessions = call(
  'user',
  'sessions',
  Type.Object({ hashes: Type.Array(Type.String({ pattern: '^[0-9a-f]{64}$' })) }),
  Type.Object({ identities: Type.Array(Type.Union([Identity, Type.Null()])) }),
);

const Absent = Type.Null();

/** A user as they are shown to themselves. */
export const UserShape = Type.Object({
  id: Id,
  username: Type.Union([Type.String(), Absent], { description: 'null for a guest' }),
  email: Type.String(),
  firstName: Type.Union([Type.String(), Absent]),
  lastName: Type.Union([Type.String(), Absent]),
  phone: Type.Union([Type.String(), Absent]),
  language: LanguageShape,
  // Not the roles of this release alone: a later one may have more, and may have been taken back.
  roles: Type.Array(Type.String()),
  isAdmin: Type.Boolean({ description: 'whether they are an owner' }),
  guest: Type.Boolean({ description: 'whether they order without an account' }),
  emailVerified: Type.Boolean({ description: 'whether they have shown that the e-mail address is theirs' }),
});

/**
 * Makes a user as the operator wants them: the password is not judged, and with `isAdmin` they are an
 * owner. A user of that name (without regard to case) is left as they are; `created` says which.
 */
export const ensureUser = call(
  'user',
  'create',
  Type.Object({
    username: Type.String(),
    password: Type.String(),
    email: Type.String(),
    firstName: Type.Optional(Type.String()),
    lastName: Type.Optional(Type.String()),
    phone: Type.Optional(Type.String()),
    language: Type.Optional(LanguageShape),
    isAdmin: Type.Optional(Type.Boolean()),
  }),
  Type.Object({
    ...UserShape.properties,
    roles: Type.Optional(UserShape.properties.roles),
    guest: Type.Optional(UserShape.properties.guest),
    emailVerified: Type.Optional(UserShape.properties.emailVerified),
    created: Type.Boolean(),
  }),
);

/** Opens a session of an hour for a user without their password; refused as `not_found` for an unknown name. */
export const createSession = call(
  'user',
  'create-session',
  Type.Object({ username: Type.String() }),
  Type.Object({ token: Type.String() }),
);

/**
 * Keeps the session of the command line that opened the shop for so many seconds more, also when it had ended; 0 ends it.
 * It is good for nothing but a token of one command (`POST /api/session/tokens`), and the only one of its kind. `hash` is
 * the SHA-256 (hex) of its token. Refused as `not_found` where no owner is left.
 */
export const holdOperatorSession = call(
  'user',
  'hold-operator-session',
  Type.Object({ hash: Type.String({ pattern: '^[0-9a-f]{64}$' }), seconds: Type.Integer({ minimum: 0 }) }),
  Type.Object({}),
);

/** Whether there are users of these ids, in their order: somebody who never signed up, or has left, is none. */
export const usersExist = call(
  'user',
  'users-there',
  Type.Object({ users: Type.Array(Id) }),
  Type.Object({ there: Type.Array(Type.Boolean()) }),
);

/** How the users of these ids are called, in their order: null for a guest, and for whoever has left. */
export const userNames = call(
  'user',
  'user-names',
  Type.Object({ users: Type.Array(Id) }),
  Type.Object({ names: Type.Array(Type.Union([Type.String(), Type.Null()])) }),
);

/**
 * The names of users by their ids; guests and whoever has left have none. While user does not answer there are none, and `away`
 * is called.
 */
export async function nameUsers(
  peers: Pick<Peers, 'ask'>,
  ids: readonly string[],
  away = () => {},
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { names } = await peers.ask(userNames, { users: [...ids] }).catch(() => {
    away();
    return { names: [] };
  });
  return new Map(ids.flatMap((id, place) => (names[place] ? [[id, names[place]]] : [])));
}

/** The roles of the users of these ids, in their order: null for whoever is not there. */
export const userRoles = call(
  'user',
  'user-roles',
  Type.Object({ users: Type.Array(Id) }),
  Type.Object({ roles: Type.Array(Type.Union([Type.Array(Type.String()), Type.Null()])) }),
);

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

/** The service's own checks; it has no facts of orders. */
export const auditUser = auditCall('user', Type.Object({}));

/**
 * What a service keeps about a person, for the capability `personal-data`: records, each with its `kind`, a page at a time.
 * `after` is the `next` of the page before.
 */
export function personalData(service: string) {
  const Place = Type.Union([Type.String(), Type.Null()]);
  return call(
    service,
    'personal-data',
    Type.Object({ user: Id, after: Place }),
    Type.Object({ records: Type.Array(Type.Record(Type.String(), Type.Unknown())), next: Place }),
  );
}
