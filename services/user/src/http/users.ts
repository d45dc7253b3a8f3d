import { invalid, refuse } from '@sagashop/chassis/errors';
import type { RouteLimits } from '@sagashop/chassis/guards/allowances';
import { keyUse } from '@sagashop/chassis/guards/idempotency';
import { sendCreated } from '@sagashop/chassis/guards/once';
import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { LanguageShape } from '@sagashop/vocabulary/language';
import { preferredLanguage } from '@sagashop/vocabulary/preferred-language';
import { Type } from 'typebox';
import { changePassword } from '../actions/change-password.ts';
import { changeProfile } from '../actions/change-profile.ts';
import { freeName } from '../actions/free-name.ts';
import type { Hasher } from '../actions/hasher.ts';
import { signUp } from '../actions/sign-up.ts';
import { signUpOnce } from '../actions/sign-up-once.ts';
import { UserShape } from '../contract.ts';
import { SIGN_UP_KEY, VERIFICATION } from '../domain/limits.ts';
import { findUser } from '../store/users.ts';
import { ASKS_PASSWORD, CurrentPassword, passwordProof } from './current-password.ts';
import { Email, Name, Password, Phone, Username } from './user-fields.ts';

const SignUpBody = Type.Object(
  {
    username: Type.Union([Username, Type.Null()], {
      description: 'null: one is made of the e-mail address',
    }),
    password: Password,
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
    password: Type.Optional(
      Type.String({ format: 'password', description: 'a new one; needs `currentPassword`' }),
    ),
    currentPassword: Type.Optional(CurrentPassword),
    email: Type.Optional(
      Type.String({ format: 'email', maxLength: 254, description: 'another one needs `currentPassword`' }),
    ),
    firstName: Type.Optional(Type.Union([Name, Type.Null()])),
    lastName: Type.Optional(Type.Union([Name, Type.Null()])),
    phone: Type.Optional(Type.Union([Phone, Type.Null()])),
    language: Type.Optional(LanguageShape),
  },
  { additionalProperties: false },
);

/** A school signs up at once; whoever wants accounts by the thousand does not. */
const SIGN_UPS: RouteLimits = {
  rates: [
    { by: 'address', room: 200, each: 2 },
    { by: 'user', room: 20, each: 20 },
  ],
  failures: [SIGN_UP_KEY],
};

/** Another address is asked by mail whether it is theirs. */
const PROFILES: RouteLimits = {
  ...ASKS_PASSWORD,
  failures: [...(ASKS_PASSWORD.failures ?? []), VERIFICATION.address, VERIFICATION.user],
};

const config = { service: 'user' };
const tags = ['users'];

export function signUpRoute(app: App, { sql, hasher }: { sql: Sql; hasher: Hasher }): void {
  app.post(
    '/api/users',
    {
      config: { ...config, needs: 'anyone', limits: SIGN_UPS },
      schema: {
        summary: 'Sign up',
        description: 'An Idempotency-Key, when sent, is honoured.',
        tags,
        body: SignUpBody,
        response: { 201: UserShape },
      },
    },
    async (request, reply) => {
      const { body, headers, ip } = request;
      const language = body.language ?? preferredLanguage(headers['accept-language']);
      const username = body.username ?? (await freeName(sql, body.email));
      const input = { ...body, username, language };
      const { password: _, ...rest } = body;
      const use = keyUse(request, { route: 'POST /api/users' }, rest);
      if (!use) return reply.code(201).send(await signUp(sql, hasher, input));
      return sendCreated(reply, await signUpOnce({ sql, hasher }, use, { ...input, ip }));
    },
  );
}

export function profileRoutes(app: App, { sql, hasher }: { sql: Sql; hasher: Hasher }): void {
  app.get(
    '/api/users/me',
    {
      config: { ...config, needs: 'signed in' },
      schema: { summary: 'My profile', tags, response: { 200: UserShape } },
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
      config: { ...config, needs: 'signed in', limits: PROFILES },
      schema: {
        summary: 'Change my profile, language or password',
        tags,
        body: ProfileBody,
        response: { 200: UserShape },
      },
    },
    async (request) => {
      const { password, currentPassword, ...profile } = request.body;
      if (password === undefined) {
        if (currentPassword !== undefined && profile.email === undefined)
          throw invalid('password', 'is required with currentPassword, unless an email is');
        return changeProfile(sql, hasher, { ...passwordProof(request, currentPassword), profile });
      }
      if (currentPassword === undefined)
        throw invalid('currentPassword', 'is required to change the password');
      return changePassword(sql, hasher, { ...passwordProof(request, currentPassword), password, profile });
    },
  );
}
