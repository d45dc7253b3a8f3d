import type { App } from '@sagashop/chassis/http/app';
import { Type } from 'typebox';
import type { WithdrawalRule } from '../domain/withdrawal-rule.ts';

const Days = (description: string) => Type.Integer({ description });

const Terms = Type.Object({
  days: Days('after its delivery until the end of which something can be sent back'),
  comeDays: Days('after it was approved until the end of which it has to be here'),
  sendTo: Type.Optional(Type.String({ description: 'where it is sent to' })),
  withdrawal: Type.Object({
    rule: Type.Enum(['eu', 'ru', 'off'], { description: 'by whose law; `off`: nobody can' }),
    days: Days('after all of an order was delivered'),
  }),
});

interface Shop {
  days: number;
  comeDays: number;
  sendTo: string | undefined;
}

/** `GET /api/returns/terms`: for how long something can be sent back, or withdrawn from. */
export function termsRoute(app: App, { days, comeDays, sendTo }: Shop, rule: WithdrawalRule): void {
  app.get(
    '/api/returns/terms',
    {
      config: { service: 'order', needs: 'anyone' },
      schema: { summary: 'How long something can be sent back', tags: ['returns'], response: { 200: Terms } },
    },
    (_request, reply) => {
      reply.header('cache-control', 'public, max-age=60');
      return { days, comeDays, ...(sendTo !== undefined && { sendTo }), withdrawal: rule };
    },
  );
}
