import type { RouteLimits } from '@sagashop/chassis/guards/allowances';
import { keyUse } from '@sagashop/chassis/guards/idempotency';
import { sendCreated } from '@sagashop/chassis/guards/once';
import type { App } from '@sagashop/chassis/http/app';
import { keepCookie } from '@sagashop/chassis/http/cookies';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { Type } from 'typebox';
import { becomeMember } from '../actions/become-member.ts';
import type { Hasher } from '../actions/hasher.ts';
import type { KnownDevices } from '../actions/known-devices.ts';
import { UserShape } from '../contract.ts';
import { DEVICE_COOKIE, DEVICE_LIFE } from '../domain/device.ts';
import { CURRENT_PASSWORD } from '../domain/limits.ts';
import { passwordProof } from './current-password.ts';
import { Password, Username } from './user-fields.ts';

const AccountBody = Type.Object(
  { password: Password, username: Type.Optional(Username) },
  { additionalProperties: false },
);

/** Each costs a hash; only its own session can fail, by sending another password under a key. */
const ACCOUNTS: RouteLimits = {
  rates: [
    { by: 'address', room: 200, each: 2 },
    { by: 'user', room: 20, each: 20 },
  ],
  failures: CURRENT_PASSWORD,
};

interface Parts {
  sql: Sql;
  hasher: Hasher;
  devices: KnownDevices;
  publicUrl?: string | undefined;
}

/** `POST /api/guests/me/account`: a guest becomes a member by choosing a password. */
export function guestAccountRoute(app: App, { devices, publicUrl, ...parts }: Parts): void {
  app.post(
    '/api/guests/me/account',
    {
      config: { service: 'user', needs: 'signed in', limits: ACCOUNTS },
      schema: {
        summary: 'Make an account of a guest',
        description: 'An Idempotency-Key, when sent, is honoured.',
        tags: ['users'],
        body: AccountBody,
        response: { 201: UserShape },
      },
    },
    async (request, reply) => {
      const { password, ...rest } = request.body;
      const { currentPassword: _, ...asks } = passwordProof(request, undefined);
      const scope = { caller: asks.userId, route: 'POST /api/guests/me/account' };
      const answer = await becomeMember(parts, keyUse(request, scope, rest), { ...asks, password, ...rest });
      if (answer.status === 201) {
        const value = await devices.issue(asks.userId);
        keepCookie(request, reply, { name: DEVICE_COOKIE, value, life: DEVICE_LIFE, publicUrl });
      }
      return sendCreated(reply, answer);
    },
  );
}
