import type { App } from '@sagashop/chassis/http/app';
import { Id } from '@sagashop/chassis/http/shapes';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { Type } from 'typebox';
import type { LinkTokens } from '../actions/link-tokens.ts';
import { refuseUser } from '../errors.ts';
import { confirmReminder, endReminders } from '../store/reminders.ts';
import { LINK_LIMITS, LinkParams } from './invitation-link.ts';

const tags = ['reminders'];
const config = { service: 'user', needs: 'anyone', limits: LINK_LIMITS } as const;

/** What the links of mails about goods do: say that one wants to be told, and that one wants to be told of nothing more. */
export function reminderLinkRoutes(app: App, { sql, tokens }: { sql: Sql; tokens: LinkTokens }): void {
  app.post(
    '/api/reminders/confirmations/:token',
    {
      config,
      schema: {
        summary: 'Say that I want to be told',
        tags,
        params: LinkParams,
        response: { 200: Type.Object({ productId: Id, variantId: Type.Union([Id, Type.Null()]) }) },
      },
    },
    async ({ params }) => {
      const id = await tokens.idOf('confirm_reminder', params.token);
      const waits = id && (await sql.begin((tx) => confirmReminder(tx, id)));
      if (!waits) throw refuseUser.link_used();
      const { productId, stockedId } = waits;
      return { productId, variantId: stockedId === productId ? null : stockedId };
    },
  );

  app.post(
    '/api/reminders/endings/:token',
    {
      config,
      schema: {
        summary: 'Be told of nothing more that I wait for',
        tags,
        params: LinkParams,
        response: { 204: Type.Null() },
      },
    },
    async ({ params }, reply) => {
      const id = await tokens.idOf('back_in_stock', params.token);
      if (!id || !(await sql.begin((tx) => endReminders(tx, id)))) throw refuseUser.link_used();
      return reply.code(204).send(null);
    },
  );
}
