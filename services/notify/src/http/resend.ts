import { staffOf } from '@sagashop/audit-log/staff-of';
import { refuse } from '@sagashop/chassis/errors';
import { keyUse } from '@sagashop/chassis/guards/idempotency';
import { once, sendCreated } from '@sagashop/chassis/guards/once';
import type { App } from '@sagashop/chassis/http/app';
import { IdParams } from '@sagashop/chassis/http/shapes';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import { permission } from '@sagashop/vocabulary/permissions';
import { recipientsOf } from '../actions/recipients-of.ts';
import { resendMail } from '../actions/resend-mail.ts';
import { findMail } from '../store/mails.ts';
import { MailShape, showMail } from './mail-shape.ts';
import type { MailRoutes } from './mails.ts';

/** `POST /api/mails/{id}/resend`: staff have a mail sent once more. */
export function resendRoute(app: App, { sql, peers, origin }: MailRoutes): void {
  app.post(
    '/api/mails/:id/resend',
    {
      config: { service: 'notify', needs: permission('mails.send') },
      schema: {
        summary: 'Have a mail sent once more',
        tags: ['notify'],
        params: IdParams,
        response: { 202: MailShape },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const by = staffOf(request);
      const mail = await findMail(sql, id);
      if (!mail) throw refuse.not_found();
      const to = (await recipientsOf(peers, [mail])).people.get(id.toLowerCase());
      const effect = async (tx: Tx) => {
        const again = await resendMail(tx, { id, by, to });
        // The answer is kept under the key: who it goes to and what it says stay where they are.
        const nobody = { to: null, body: null, html: null };
        const shown = { ...showMail(again, to, { origin, secrets: false }), ...nobody };
        return { status: 202, response: JSON.stringify(shown) };
      };
      const scope = { caller: by.actor.id, route: `POST /api/mails/${id.toLowerCase()}/resend` };
      const use = keyUse(request, scope, null);
      const answer = use
        ? await once(sql, { ...use, subject: newId() }, effect)
        : {
            ...((await sql.begin(effect)) as Awaited<ReturnType<typeof effect>>),
            replayed: false,
            subject: id,
          };
      return sendCreated(reply, answer);
    },
  );
}
