import { Form } from 'react-router';
import type { Invitation } from '../shop/api-types';
import { Moment } from '../words/formats';
import { useWords } from '../words/words';
import { AdminTable, type Column } from './admin-table';
import { roleText } from './role-text';

/** Who is invited and has not come yet; an invitation can be withdrawn. */
export function InvitationList({ invitations }: { invitations: readonly Invitation[] | undefined }) {
  const { say } = useWords();
  if (!invitations?.length) return null;
  const columns: Column<Invitation>[] = [
    { title: say('signUp.email'), cell: ({ email }) => <span className="break-all">{email}</span> },
    {
      title: say('admin.staff.roles'),
      cell: ({ roles }) => roles.map((role) => say(roleText(role))).join(', '),
    },
    { title: say('admin.staff.until'), cell: ({ expiresAt }) => <Moment at={expiresAt} /> },
    { title: say('admin.sagas.act'), cell: Withdraw },
  ];
  return (
    <section className="mt-6">
      <h2>{say('admin.staff.open')}</h2>
      <AdminTable
        caption={say('admin.staff.open')}
        columns={columns}
        rows={invitations}
        keyOf={({ id }) => id}
        empty=""
      />
    </section>
  );
}

function Withdraw({ id, email }: Invitation) {
  const { say } = useWords();
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="invitation" value={id} />
      <button type="submit" name="act" value="withdraw" className="button" data-kind="quiet">
        {say('admin.staff.withdraw')}
        <span className="sr-only"> {email}</span>
      </button>
    </Form>
  );
}
