import type { App } from '@sagashop/chassis/http';
import { signedIn } from '@sagashop/chassis/identity';
import { Type } from 'typebox';
import { leave } from '../actions/leave.ts';
import { sendSignedOut } from './session.ts';

/** `DELETE /api/users/me`: 204 when the user is gone, 409 while an order is in flight or money is left. */
export function leaveRoute(
  app: App,
  parts: Parameters<typeof leave>[0] & { publicUrl?: string | undefined },
): void {
  app.delete(
    '/api/users/me',
    {
      config: { service: 'user' },
      schema: { summary: 'Leave the shop for good', tags: ['users'], response: { 204: Type.Null() } },
      onRequest: async (request) => void signedIn(request),
    },
    async (request, reply) => {
      await leave(parts, signedIn(request).userId);
      return sendSignedOut(request, reply, parts.publicUrl);
    },
  );
}
