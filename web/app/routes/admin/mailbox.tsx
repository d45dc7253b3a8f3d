import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router';
import { AdminPage } from '../../admin/admin-page';
import { AdminPages } from '../../admin/admin-pages';
import { FilterBar, FilterChoice, FilterField } from '../../admin/filter-bar';
import { MAIL_KINDS, MAIL_STATES, mailRows } from '../../admin/mail-rows.server';
import { MailTable } from '../../admin/mail-table';
import { resendMail } from '../../admin/resend-mail.server';
import { staff } from '../../admin/staff.server';
import { Notice } from '../../parts/notice';
import { noteDone, takeDone } from '../../shop/done.server';
import { useWords } from '../../words/words';

export async function loader({ request }: LoaderFunctionArgs) {
  const { may } = await staff(request, 'mails.read');
  const { done, headers } = takeDone(request);
  const choices = { states: MAIL_STATES, kinds: MAIL_KINDS };
  return data(
    { ...(await mailRows(request)), ...choices, maySend: may('mails.send'), done: done === 'resent' },
    { headers },
  );
}

export async function action({ request }: ActionFunctionArgs) {
  const refused = await resendMail(request, await request.formData());
  if (refused) return data(refused, { status: refused.status });
  return redirect(`/admin/mailbox${new URL(request.url).search}`, {
    headers: [noteDone(request, 'resent')],
  });
}

/** What people are written: what could not be sent first. */
export default function Mailbox() {
  const { failed, rows, next, later, states, kinds, maySend, done, sends } = useLoaderData<typeof loader>();
  const { say } = useWords();
  const answer = useActionData<typeof action>();
  return (
    <AdminPage title={say('admin.mailbox')}>
      {done && !answer && (
        <Notice kind="done" of={rows}>
          {say('admin.mailbox.resent')}
        </Notice>
      )}
      {answer && (
        <Notice kind="wrong" of={answer}>
          {say(answer.problem)}
        </Notice>
      )}
      {!sends && <p className="mt-2 mb-4 text-soft">{say('admin.mailbox.lead')}</p>}
      <FilterBar>
        <FilterChoice
          name="state"
          label={say('admin.mailbox.state')}
          any={say('admin.mailbox.any')}
          options={states.map((state) => [state, say(`admin.mailbox.${state}`)])}
        />
        <FilterChoice
          name="kind"
          label={say('admin.mailbox.kind')}
          any={say('admin.mailbox.any')}
          options={kinds.map((kind) => [kind, say(`admin.mailbox.kind.${kind}`)])}
        />
        <FilterField name="number" type="search" label={say('admin.mailbox.order')} />
      </FilterBar>
      {failed.length > 0 && (
        <section>
          <h2>{say('admin.mailbox.failedTitle')}</h2>
          <MailTable caption={say('admin.mailbox.failedTitle')} rows={failed} maySend={maySend} />
        </section>
      )}
      {(failed.length === 0 || rows.length > 0) && (
        <MailTable caption={say('admin.mailbox')} rows={rows} maySend={maySend} />
      )}
      <AdminPages next={next} later={later} />
    </AdminPage>
  );
}
