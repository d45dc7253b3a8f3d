import { data, type LoaderFunctionArgs, useLoaderData } from 'react-router';
import { AdminPage } from '../../admin/admin-page';
import { AdminPages } from '../../admin/admin-pages';
import { AdminTable, type Column } from '../../admin/admin-table';
import { customerRows } from '../../admin/customer-rows.server';
import { FilterBar, FilterChoice, FilterField } from '../../admin/filter-bar';
import { personName } from '../../admin/person-name';
import { roleText } from '../../admin/role-text';
import { staff } from '../../admin/staff.server';
import { Notice } from '../../parts/notice';
import type { Customer } from '../../shop/api-types';
import { takeDone } from '../../shop/done.server';
import { Moment } from '../../words/formats';
import { useWords } from '../../words/words';

export async function loader({ request }: LoaderFunctionArgs) {
  const { may } = await staff(request, 'customers.read');
  const { done, headers } = takeDone(request);
  const rows = await customerRows(request);
  return data({ ...rows, mayExport: may('customers.export'), erased: done === 'erased' }, { headers });
}

/** The people who have signed up or ordered, found by the beginnings of words. */
export default function Customers() {
  const { rows, next, later, file, mayExport, erased } = useLoaderData<typeof loader>();
  const { say } = useWords();
  const columns: Column<Customer>[] = [
    { title: say('admin.customers.name'), cell: (row) => personName(row) },
    { title: say('signUp.email'), cell: ({ email }) => <span className="break-all">{email}</span> },
    { title: say('admin.customers.phone'), cell: ({ phone }) => phone },
    { title: say('admin.customers.since'), cell: ({ createdAt }) => <Moment at={createdAt} /> },
    { title: say('admin.customers.state'), cell: State },
  ];
  return (
    <AdminPage
      title={say('admin.customers')}
      actions={
        mayExport && (
          <a href={file} className="button" data-kind="quiet" download>
            {say('admin.stock.file')}
          </a>
        )
      }
    >
      {erased && (
        <Notice kind="done" of={rows} className="mb-4">
          {say('admin.customer.done.erased')}
        </Notice>
      )}
      <FilterBar>
        <FilterField name="q" type="search" label={say('admin.customers.search')} />
        <FilterChoice
          name="show"
          label={say('admin.stock.show')}
          any={say('admin.customers.all')}
          options={[
            ['members', say('admin.customers.members')],
            ['guests', say('admin.customers.guests')],
            ['blocked', say('admin.customers.blockedOnes')],
          ]}
        />
      </FilterBar>
      <AdminTable
        caption={say('admin.customers')}
        columns={columns}
        rows={rows}
        keyOf={({ id }) => id}
        hrefOf={({ id }) => `/admin/customers/${id}`}
        empty={say(next ? 'admin.customers.noneHere' : 'admin.customers.none')}
      />
      <AdminPages next={next} later={later} />
    </AdminPage>
  );
}

/** What somebody is besides a customer with an account. */
function State({ guest, blocked, roles }: Customer) {
  const { say } = useWords();
  if (blocked) return <span className="text-ember">{say('admin.customers.blocked')}</span>;
  if (guest) return say('admin.customers.guest');
  return roles.map((role) => say(roleText(role))).join(', ');
}
