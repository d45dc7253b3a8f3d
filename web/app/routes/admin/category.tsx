import {
  type ActionFunctionArgs,
  data,
  Form,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router';
import { AdminForm } from '../../admin/admin-form';
import { AdminPage } from '../../admin/admin-page';
import { allShelves } from '../../admin/all-shelves.server';
import { readEdit } from '../../admin/edit.server';
import { LogLink } from '../../admin/log-link';
import { noteSaved } from '../../admin/note-saved.server';
import { SHELF_FIELDS, shelfBody, shelfRefused, shelfTexts, wrongShelf } from '../../admin/shelf-edit.server';
import { ShelfFields, useShelfLabels } from '../../admin/shelf-fields';
import { staff } from '../../admin/staff.server';
import { ask, orErrorPage, Refusal } from '../../shop/api.server';
import { noteDone } from '../../shop/done.server';
import { problemOf } from '../../shop/problems.server';
import { useWords } from '../../words/words';

export async function loader({ request, params }: LoaderFunctionArgs) {
  await staff(request, 'catalog.write');
  const id = params['id']!;
  const [shelves, saved] = await Promise.all([
    orErrorPage(allShelves(request)),
    orErrorPage(shelfTexts(request, id)),
  ]);
  if (!saved) throw data({ code: 'not_found' }, { status: 404 });
  return { id, saved, shelves: shelves.filter((one) => one.id !== id) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const form = await request.formData();
  await staff(request, 'catalog.write');
  const path = `/categories/${encodeURIComponent(params['id']!)}`;
  const edit = readEdit(form, SHELF_FIELDS);
  try {
    if (form.has('delete')) {
      await ask(request, path, { method: 'DELETE' });
      return redirect('/admin/categories', { headers: [noteDone(request, 'shelf-deleted')] });
    }
    const wrong = wrongShelf(edit);
    if (wrong) return data({ ...wrong, was: edit.was }, { status: 422 });
    if (edit.changed.length > 0) await ask(request, path, { method: 'PATCH', body: shelfBody(edit) });
    return redirect('/admin/categories', {
      headers: [noteDone(request, 'shelf-saved'), noteSaved(request, `category:${params['id']}`)],
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (form.has('delete') && error.code !== 'category_in_use')
      return data({ fields: {}, typed: {}, problem: problemOf(error) }, { status: error.status });
    return data(shelfRefused(form.has('delete') ? { ...edit, typed: {} } : edit, error), {
      status: error.status,
    });
  }
}

export default function CategoryPage() {
  const { id, saved, shelves } = useLoaderData<typeof loader>();
  const { language, say } = useWords();
  const labels = useShelfLabels();
  const state = useActionData<typeof action>();
  return (
    <AdminPage title={saved[`name.${language}`] ?? ''} actions={<LogLink subject={`category:${id}`} />}>
      <AdminForm id={`category:${id}`} labels={labels} saved={saved} back="/admin/categories">
        <ShelfFields saved={saved} shelves={shelves} state={state} />
      </AdminForm>
      <Form method="post" className="admin-actions">
        <button type="submit" name="delete" value="yes" className="button" data-kind="quiet">
          {say('admin.shelves.delete')}
        </button>
      </Form>
    </AdminPage>
  );
}
