import {
  type ActionFunctionArgs,
  data,
  Form,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router';
import { AdminPage } from '../../admin/admin-page';
import { AdminTable, type Column } from '../../admin/admin-table';
import { ImportSteps } from '../../admin/import-steps';
import { useFieldName } from '../../admin/import-value';
import { mapColumns, oneImport } from '../../admin/imports.server';
import { staff } from '../../admin/staff.server';
import { Notice } from '../../parts/notice';
import type { WholeImport } from '../../shop/api-types';
import { useWords } from '../../words/words';

type ImportColumn = WholeImport['columns'][number];

export async function loader({ request, params }: LoaderFunctionArgs) {
  await staff(request, 'imports.write');
  return { one: await oneImport(request, params['id']) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const form = await request.formData();
  await staff(request, 'imports.write');
  const refused = await mapColumns(request, params['id']!, form);
  if (refused) return data(refused, { status: refused.status });
  return redirect(`/admin/imports/${params['id']}`);
}

export default function ImportColumns() {
  const { one } = useLoaderData<typeof loader>();
  const { say } = useWords();
  const nameOf = useFieldName();
  const refused = useActionData<typeof action>();
  const isOpen = one.state === 'checked';
  const columns: Column<ImportColumn>[] = [
    { title: say('admin.imports.column'), cell: ({ name }) => name || say('admin.imports.unnamed') },
    {
      title: say('admin.imports.samples'),
      cell: ({ samples }) => (
        <ul className="admin-import-fields">
          {samples.map((sample) => (
            <li key={sample} className="admin-import-text">
              {sample}
            </li>
          ))}
        </ul>
      ),
    },
    {
      title: say('admin.imports.means'),
      cell: ({ name, field }) => (
        <>
          <input type="hidden" name="column" value={name} />
          <select
            name="field"
            className="field"
            defaultValue={field ?? ''}
            disabled={!isOpen}
            aria-label={say('admin.imports.meansOf', { name: name || say('admin.imports.unnamed') })}
          >
            <option value="">{say('admin.imports.leaveOut')}</option>
            {one.fields.map((one) => (
              <option key={one} value={one}>
                {nameOf(one)}
              </option>
            ))}
          </select>
        </>
      ),
    },
  ];
  return (
    <AdminPage title={one.fileName}>
      <ImportSteps one={one} at="columns" />
      {refused && (
        <Notice kind="wrong" of={refused} className="mb-4">
          {say(refused.problem)}
        </Notice>
      )}
      <p className="mb-3 max-w-xl">
        {say('admin.imports.columnsHint')}{' '}
        {say('admin.imports.readAs', { encoding: one.encoding.toUpperCase() })}
      </p>
      <Form method="post">
        <AdminTable
          caption={say('admin.imports.step.columns')}
          columns={columns}
          rows={one.columns}
          keyOf={({ name }) => name}
          empty={say('admin.imports.none')}
        />
        <div className="admin-save">
          <Link to="/admin/imports" className="button" data-kind="quiet">
            {say('admin.imports.stop')}
          </Link>
          {isOpen && (
            <button type="submit" className="button" data-save>
              {say('admin.imports.compare')}
            </button>
          )}
        </div>
      </Form>
    </AdminPage>
  );
}
