import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router';
import { AdminForm } from '../../admin/admin-form';
import { AdminPage } from '../../admin/admin-page';
import { AdminTable, type Column } from '../../admin/admin-table';
import { allShelves, type Shelf } from '../../admin/all-shelves.server';
import { readEdit } from '../../admin/edit.server';
import { noteSaved } from '../../admin/note-saved.server';
import {
  EMPTY_SHELF,
  SHELF_FIELDS,
  shelfBody,
  shelfRefused,
  wrongShelf,
} from '../../admin/shelf-edit.server';
import { ShelfFields, useShelfLabels } from '../../admin/shelf-fields';
import { shelfName } from '../../admin/shelf-name';
import { staff } from '../../admin/staff.server';
import { Notice } from '../../parts/notice';
import { ask, orErrorPage, Refusal } from '../../shop/api.server';
import { noteDone, takeDone } from '../../shop/done.server';
import { useWords } from '../../words/words';

const FORM = 'category:new';

export async function loader({ request }: LoaderFunctionArgs) {
  await staff(request, 'catalog.write');
  const { done, headers } = takeDone(request);
  return data({ shelves: await orErrorPage(allShelves(request)), done, saved: EMPTY_SHELF }, { headers });
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  await staff(request, 'catalog.write');
  const edit = { ...readEdit(form, SHELF_FIELDS), was: {}, changed: [...SHELF_FIELDS] };
  const wrong = wrongShelf(edit);
  if (wrong) return data(wrong, { status: 422 });
  try {
    await ask(request, '/categories', { method: 'POST', body: shelfBody(edit) });
    return redirect('/admin/categories', {
      headers: [noteDone(request, 'shelf-saved'), noteSaved(request, FORM)],
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return data(shelfRefused(edit, error), { status: error.status });
  }
}

export default function Categories() {
  const { shelves, done, saved } = useLoaderData<typeof loader>();
  const { say } = useWords();
  const labels = useShelfLabels();
  const state = useActionData<typeof action>();
  const columns: Column<Shelf>[] = [
    { title: say('admin.shelves.name'), cell: (shelf) => shelfName(shelf) },
    { title: say('admin.shelves.slug'), cell: ({ slug }) => slug },
    { title: say('admin.shelves.place'), cell: ({ place }) => place, numeric: true },
  ];
  const told = { 'shelf-saved': 'admin.saved', 'shelf-deleted': 'admin.shelves.deleted' } as const;
  return (
    <AdminPage title={say('admin.shelves')}>
      {!state && Object.hasOwn(told, done) && (
        <Notice kind="done" of={shelves}>
          {say(told[done as keyof typeof told])}
        </Notice>
      )}
      <AdminTable
        caption={say('admin.shelves')}
        columns={columns}
        rows={shelves}
        keyOf={({ id }) => id}
        hrefOf={({ id }) => `/admin/categories/${id}`}
        empty={say('admin.shelves.none')}
      />
      <section className="admin-box" aria-labelledby="new">
        <h2 id="new">{say('admin.shelves.new')}</h2>
        <AdminForm id={FORM} labels={labels} saved={saved} back="/admin/categories">
          <ShelfFields saved={saved} shelves={shelves} state={state} />
        </AdminForm>
      </section>
    </AdminPage>
  );
}
