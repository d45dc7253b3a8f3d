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
import { ImportUpload } from '../../admin/import-upload';
import { importRows, sendImport } from '../../admin/imports.server';
import { staff } from '../../admin/staff.server';
import { Notice } from '../../parts/notice';
import type { ListedImport } from '../../shop/api-types';
import { Moment } from '../../words/formats';
import { useWords } from '../../words/words';

export async function loader({ request }: LoaderFunctionArgs) {
  await staff(request, 'imports.write');
  return { ...(await importRows(request)), key: crypto.randomUUID() };
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  await staff(request, 'imports.write');
  const sent = await sendImport(request, form);
  if ('id' in sent) return redirect(`/admin/imports/${sent.id}/columns`);
  // What is perhaps taken is sent again under the same key; another file is not taken for it.
  const key = sent.status >= 500 ? String(form.get('key')) : crypto.randomUUID();
  return data({ ...sent, key }, { status: sent.status });
}

export default function Imports() {
  const { rows, next, later, key } = useLoaderData<typeof loader>();
  const { say, count } = useWords();
  const refused = useActionData<typeof action>();
  const columns: Column<ListedImport>[] = [
    { title: say('admin.imports.file'), cell: ({ fileName }) => fileName },
    { title: say('admin.imports.kind'), cell: ({ kind }) => say(`admin.imports.kind.${kind}`) },
    { title: say('admin.imports.state'), cell: ({ state }) => say(`admin.imports.state.${state}`) },
    {
      title: say('admin.imports.count.new'),
      cell: ({ counts }) => count('admin.number', counts.new),
      numeric: true,
    },
    {
      title: say('admin.imports.count.changed'),
      cell: ({ counts }) => count('admin.number', counts.changed),
      numeric: true,
    },
    {
      title: say('admin.imports.count.wrong'),
      cell: ({ counts }) => count('admin.number', counts.wrong),
      numeric: true,
    },
    { title: say('admin.imports.who'), cell: ({ by }) => by.name ?? say('admin.imports.somebody') },
    { title: say('admin.imports.when'), cell: ({ createdAt }) => <Moment at={createdAt} /> },
  ];
  return (
    <AdminPage title={say('admin.imports')}>
      {refused && (
        <Notice kind="wrong" of={refused} className="mb-4">
          {say(refused.problem)}
        </Notice>
      )}
      <ImportUpload formKey={refused?.key ?? key} />
      <AdminTable
        caption={say('admin.imports')}
        columns={columns}
        rows={rows}
        keyOf={({ id }) => id}
        hrefOf={({ id }) => `/admin/imports/${id}`}
        empty={say('admin.imports.none')}
      />
      <AdminPages next={next} later={later} />
    </AdminPage>
  );
}
