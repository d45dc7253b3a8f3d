import { Id } from '@sagashop/chassis/http/shapes';
import { auditCall } from '@sagashop/chassis/service/audit';
import { call, type Peers } from '@sagashop/chassis/service/calls';
import { LanguageShape } from '@sagashop/vocabulary/language';
import { Type } from 'typebox';

export { mailRecipients, mailWanted } from './contract-mails.ts';

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
 * Makes a user as whoever runs the shop wants them: the password is not judged, and with `isAdmin` they are an
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

/** Whether there are users of these ids, in their order: of who never signed up or has left there is none. */
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

/** A user who leaves the shop, and the run of their departure: a later one's word counts more. */
const Leaver = Type.Object({ user: Id, run: Id });
const Nothing = Type.Object({});

/**
 * What user asks each service whose manifest has the capability `leaving` when somebody leaves; it may have some of these
 * calls only. `needed`, before guests leave whom nobody needs: which of these users it has orders or money of, in their
 * order. `close`: take nothing new for this user, unless there is a reason against. `reopen`: they stay after all. `forget`,
 * once nothing can stop it any more: empty what is personal. Each may be asked again.
 */
export function leaving(service: string) {
  const Closed = Type.Object({
    refused: Type.Union([Type.Null(), Type.Literal('orders_in_flight'), Type.Literal('money_left')]),
  });
  return {
    needed: call(
      service,
      'needed-users',
      Type.Object({ users: Type.Array(Id) }),
      Type.Object({ needed: Type.Array(Type.Boolean()) }),
    ),
    close: call(service, 'close-user', Leaver, Closed),
    reopen: call(service, 'reopen-user', Leaver, Nothing),
    forget: call(service, 'forget-user', Leaver, Nothing),
  };
}

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
