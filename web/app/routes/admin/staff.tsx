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
import { AdminTable, type Column } from '../../admin/admin-table';
import { changeStaff } from '../../admin/change-staff.server';
import { InvitationList } from '../../admin/invitation-list';
import { inviteStaff } from '../../admin/invite.server';
import { InviteForm } from '../../admin/invite-form';
import { RolesForm } from '../../admin/roles-form';
import { staff } from '../../admin/staff.server';
import { type Person, staffPage } from '../../admin/staff-page.server';
import { withdrawInvitation } from '../../admin/withdraw-invitation.server';
import { Notice } from '../../parts/notice';
import { noteDone, takeDone } from '../../shop/done.server';
import { useWords } from '../../words/words';

const DONE = ['roles', 'withdrawn'] as const;

export async function loader({ request }: LoaderFunctionArgs) {
  await staff(request, 'staff.read');
  const { done, headers } = takeDone(request);
  return data({ ...(await staffPage(request)), told: DONE.find((one) => one === done) }, { headers });
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  await staff(request, 'staff.write');
  const back = (done: (typeof DONE)[number]) =>
    redirect(`/admin/staff${new URL(request.url).search}`, { headers: [noteDone(request, done)] });
  if (form.get('act') === 'invite') {
    const invited = await inviteStaff(request, form);
    return data({ invited }, { status: 'link' in invited ? 201 : invited.status });
  }
  if (form.get('act') === 'withdraw') {
    await withdrawInvitation(request, form);
    return back('withdrawn');
  }
  const { refused, status } = (await changeStaff(request, form)) ?? {};
  return refused ? data({ refused }, { status: status! }) : back('roles');
}

/** Who works for the shop, in which roles, and who is invited to. */
export default function StaffList() {
  const { people, next, later, invitations, told } = useLoaderData<typeof loader>();
  const { say } = useWords();
  const answer = useActionData<typeof action>();
  const refused = answer && 'refused' in answer ? answer.refused : undefined;
  const columns: Column<Person>[] = [
    { title: say('admin.customers.name'), cell: ({ name }) => name },
    { title: say('signUp.email'), cell: ({ email }) => <span className="break-all">{email}</span> },
    { title: say('admin.staff.roles'), cell: (person) => <RolesForm person={person} refused={refused} /> },
  ];
  return (
    <AdminPage title={say('admin.staff')}>
      {told && !answer && (
        <Notice kind="done" of={people} className="mb-4">
          {say(`admin.staff.done.${told}`)}
        </Notice>
      )}
      <p className="mb-3 max-w-2xl text-soft">{say('admin.staff.lead')}</p>
      <AdminTable
        caption={say('admin.staff')}
        columns={columns}
        rows={people}
        keyOf={({ id }) => id}
        hrefOf={({ id }) => `/admin/customers/${id}`}
        empty=""
      />
      <AdminPages next={next} later={later} />
      <InvitationList invitations={invitations} />
      <div className="mt-6">
        <InviteForm invited={answer && 'invited' in answer ? answer.invited : undefined} />
      </div>
    </AdminPage>
  );
}
