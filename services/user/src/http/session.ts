import { refuse } from '@sagashop/chassis/errors';
import type { RouteLimits } from '@sagashop/chassis/guards/allowances';
import type { App } from '@sagashop/chassis/http/app';
import { cookieValue, keepCookie } from '@sagashop/chassis/http/cookies';
import { signedIn } from '@sagashop/chassis/http/identity';
import { SESSION_COOKIE, sessionToken } from '@sagashop/chassis/http/session-token';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { LanguageShape } from '@sagashop/vocabulary/language';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Hasher } from '../actions/hasher.ts';
import type { KnownDevices } from '../actions/known-devices.ts';
import { signIn } from '../actions/sign-in.ts';
import { signOut } from '../actions/sign-out.ts';
import { UserShape } from '../contract.ts';
import { DEVICE_COOKIE, DEVICE_LIFE, type Device } from '../domain/device.ts';
import { DEVICE, SIGN_IN } from '../domain/limits.ts';
import { SESSION_LIFE } from '../domain/session.ts';
import { findSelf } from '../store/self.ts';
import { SessionShape } from './session-shape.ts';

const SignInBody = Type.Object(
  {
    username: Type.String({
      format: 'line',
      maxLength: 254,
      description: 'the user name or the e-mail address of a member',
    }),
    password: Type.String({ format: 'password', maxLength: 1000 }),
  },
  { additionalProperties: false },
);

const WhoAmI = Type.Object({
  user: UserShape,
  chosenLanguage: Type.Union([LanguageShape, Type.Null()], {
    description: 'the language that they have chosen on any device; null: none yet',
  }),
});

/** Whoever comes from a device that is known is not counted by the address, which others may share. */
const SIGN_INS: RouteLimits = {
  rates: [
    { by: 'address', room: 600, each: 0.1, unless: ({ device }) => device !== undefined },
    { by: 'known device', room: 30, each: 1, of: ({ device }) => device?.userId },
  ],
  failures: [SIGN_IN.pair, ...SIGN_IN.thing, SIGN_IN.network, DEVICE],
};

declare module 'fastify' {
  interface FastifyRequest {
    /** The device that a sign-in has shown to come from. */
    device: Device | undefined;
  }
}

const config = { service: 'user' };
const tags = ['session'];

interface Parts {
  sql: Sql;
  hasher: Hasher;
  devices: KnownDevices;
  /** The address at which people reach the shop. */
  publicUrl?: string | undefined;
}

export function signInRoute(app: App, { publicUrl, ...parts }: Parts): void {
  app.decorateRequest('device', undefined);
  app.post(
    '/api/session',
    {
      config: { ...config, needs: 'anyone', limits: SIGN_INS },
      onRequest: async (request) => {
        request.device = await parts.devices.read(cookieValue(request.headers.cookie, DEVICE_COOKIE));
      },
      schema: { summary: 'Sign in', tags, body: SignInBody, response: { 201: SessionShape } },
    },
    async (request, reply) => {
      const { ip, device: from } = request;
      const { device, ...session } = await signIn(parts, {
        ...request.body,
        ip,
        agent: request.headers['user-agent'],
        device: from,
      });
      const cookies = [
        { name: SESSION_COOKIE, value: session.token, life: SESSION_LIFE },
        { name: DEVICE_COOKIE, value: device, life: DEVICE_LIFE },
      ];
      // Nobody would end it any more: its cookie is written over, and whoever signs in again has lost its token.
      const before = sessionToken(request);
      if (before) await signOut(parts.sql, before);
      for (const cookie of cookies) keepCookie(request, reply, { ...cookie, publicUrl });
      return reply.code(201).header('cache-control', 'no-store').send(session);
    },
  );
}

export function whoAmIRoute(app: App, sql: Sql): void {
  app.get(
    '/api/session',
    {
      config: { ...config, needs: 'signed in' },
      schema: { summary: 'Who am I', tags, response: { 200: WhoAmI } },
    },
    async (request) => {
      const self = await findSelf(sql, signedIn(request).userId);
      if (!self) throw refuse.not_signed_in();
      const { languageChosen, ...user } = self;
      return { user, chosenLanguage: languageChosen ? user.language : null };
    },
  );
}

export function signOutRoute(app: App, { sql, publicUrl }: Pick<Parts, 'sql' | 'publicUrl'>): void {
  app.delete(
    '/api/session',
    {
      config: { ...config, needs: 'anyone' },
      schema: { summary: 'Sign out', tags, response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      const token = sessionToken(request);
      if (token) await signOut(sql, token);
      return sendSignedOut(request, reply, publicUrl);
    },
  );
}

/** Answers 204, and has the browser forget the session and every page that it keeps; carts and unsent work stay. */
export function sendSignedOut(request: FastifyRequest, reply: FastifyReply, publicUrl: string | undefined) {
  keepCookie(request, reply, { name: SESSION_COOKIE, value: '', life: 0, publicUrl });
  return reply.code(204).header('clear-site-data', '"cache"').send(null);
}
