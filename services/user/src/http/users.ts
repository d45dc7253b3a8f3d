import { refuse } from '@sagashop/chassis/errors';
import type { App } from '@sagashop/chassis/http';
import { signedIn } from '@sagashop/chassis/identity';
import { LanguageShape, preferredLanguage } from '@sagashop/chassis/language';
import type { Sql } from '@sagashop/chassis/postgres';
import { Type } from 'typebox';
import { changeProfile } from '../actions/change-profile.ts';
import type { Hasher } from '../actions/hash-password.ts';
import { signUp } from '../actions/sign-up.ts';
import { UserShape } from '../contract.ts';
import { findUser } from '../store/users.ts';

// Latin or Cyrillic, not mixed: a name that looks like another's is no way to pass for them.
const Username = Type.String({ pattern: '^(?:[A-Za-z0-9._-]{3,50}|[А-Яа-яЁё0-9._-]{3,50})$' });
const Email = Type.String({ format: 'email', maxLength: 254 });
const Name = Type.String({ maxLength: 100 });
const Phone = Type.String({ pattern: '^[0-9+() -]{0,30}$' });

// The password has no limits here: every one that does not do is `weak_password`.
const SignUpBody = Type.Object(
  {
    username: Username,
    password: Type.String(),
    email: Email,
    firstName: Type.Optional(Name),
    lastName: Type.Optional(Name),
    phone: Type.Optional(Phone),
    language: Type.Optional(LanguageShape),
  },
  { additionalProperties: false },
);

const ProfileBody = Type.Object(
  {
    email: Type.Optional(Email),
    firstName: Type.Optional(Type.Union([Name, Type.Null()])),
    lastName: Type.Optional(Type.Union([Name, Type.Null()])),
    phone: Type.Optional(Type.Union([Phone, Type.Null()])),
    language: Type.Optional(LanguageShape),
  },
  { additionalProperties: false },
);

const config = { service: 'user' };
const tags = ['users'];

export function signUpRoute(app: App, { sql, hasher }: { sql: Sql; hasher: Hasher }): void {
  app.post(
    '/api/users',
    { config, schema: { summary: 'Sign up', tags, body: SignUpBody, response: { 201: UserShape } } },
    async (request, reply) => {
      const language = request.body.language ?? preferredLanguage(request.headers['accept-language']);
      return reply.code(201).send(await signUp(sql, hasher, { ...request.body, language }));
    },
  );
}

export function profileRoutes(app: App, sql: Sql): void {
  app.get(
    '/api/users/me',
    {
      config,
      schema: { summary: 'My profile', tags, response: { 200: UserShape } },
      onRequest: async (request) => void signedIn(request),
    },
    async (request) => {
      const user = await findUser(sql, signedIn(request).userId);
      if (!user) throw refuse.not_signed_in();
      return user;
    },
  );

  app.patch(
    '/api/users/me',
    {
      config,
      schema: { summary: 'Change my profile', tags, body: ProfileBody, response: { 200: UserShape } },
      onRequest: async (request) => void signedIn(request),
    },
    async (request) => changeProfile(sql, signedIn(request).userId, request.body),
  );
}
