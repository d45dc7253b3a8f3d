import type { App } from '@sagashop/chassis/http/app';
import { keepCookie } from '@sagashop/chassis/http/cookies';
import { Type } from 'typebox';
import { leave } from '../actions/leave.ts';
import { DEVICE_COOKIE } from '../domain/device.ts';
import { ASKS_PASSWORD, CurrentPassword, passwordProof } from './current-password.ts';
import { sendSignedOut } from './session.ts';

// Who sends none is told what is missing by its code, as in a body without it.
const LeaveBody = Type.Unsafe<{ currentPassword?: string } | null>({
  ...Type.Object({ currentPassword: Type.Optional(CurrentPassword) }, { additionalProperties: false }),
  type: ['object', 'null'],
});

/** `DELETE /api/users/me`: 204 when the user is gone, 403 without the password, 409 while an order is in flight or money is left. */
export function leaveRoute(
  app: App,
  parts: Parameters<typeof leave>[0] & { publicUrl?: string | undefined },
): void {
  app.delete(
    '/api/users/me',
    {
      config: { service: 'user', needs: 'signed in', limits: ASKS_PASSWORD },
      schema: {
        summary: 'Leave the shop for good',
        tags: ['users'],
        body: LeaveBody,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await leave(parts, passwordProof(request, request.body?.currentPassword));
      keepCookie(request, reply, { name: DEVICE_COOKIE, value: '', life: 0, publicUrl: parts.publicUrl });
      return sendSignedOut(request, reply, parts.publicUrl);
    },
  );
}
