import { randomUUID } from 'node:crypto';
import {
  type ActionFunctionArgs,
  data,
  Link,
  type LoaderFunctionArgs,
  useActionData,
  useLoaderData,
  useLocation,
} from 'react-router';
import { AdminPage } from '../../admin/admin-page';
import { AdminPages } from '../../admin/admin-pages';
import { allShelves } from '../../admin/all-shelves.server';
import { noteSaved } from '../../admin/note-saved.server';
import { ProductFilters } from '../../admin/product-filters';
import { saveSheet } from '../../admin/save-sheet.server';
import { SheetForm } from '../../admin/sheet-form';
import { SheetNote, SheetUndoneNote } from '../../admin/sheet-note';
import { formId, sheetRows } from '../../admin/sheet-rows.server';
import { staff } from '../../admin/staff.server';
import { undoSheet } from '../../admin/undo-sheet.server';
import { orErrorPage } from '../../shop/api.server';
import { currencyOf } from '../../shop/currency.server';
import { languageOf } from '../../words/language-of.server';
import { useWords } from '../../words/words';

export async function loader({ request }: LoaderFunctionArgs) {
  const { may } = await staff(request, 'catalog.write');
  const stock = may('stock.read') && may('stock.adjust');
  const [page, shelves] = await Promise.all([
    orErrorPage(sheetRows(request, languageOf(request), stock)),
    orErrorPage(allShelves(request)),
  ]);
  return { ...page, shelves, stock };
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  await staff(request, 'catalog.write');
  const fresh = randomUUID();
  if (form.get('act') === 'undo') return data({ undone: await undoSheet(request, form), key: undefined });
  const reading = { language: languageOf(request), currency: await currencyOf(request) };
  const saved = await saveSheet(request, form, reading);
  const whole = Object.keys(saved.wrong).length + saved.conflicts.length === 0;
  // What was refused may be tried again by another key; what was not answered may have been done.
  const key = saved.away ? String(form.get('key') ?? '') : fresh;
  const status = whole || saved.cells.length > 0 ? 200 : 409;
  return data({ saved, key }, { status, headers: whole ? [noteSaved(request, formId(request))] : [] });
}

export default function ProductSheet() {
  const { rows, saved, shelves, stock, next, later, key, form } = useLoaderData<typeof loader>();
  const { say } = useWords();
  const { search } = useLocation();
  const answer = useActionData<typeof action>();
  const state = answer && 'saved' in answer ? answer.saved : undefined;
  const pageKey = answer?.key ?? key;
  return (
    <AdminPage
      title={say('admin.sheet')}
      actions={
        <Link to={`/admin/products${search}`} className="admin-link">
          {say('admin.products')}
        </Link>
      }
    >
      {state && <SheetNote saved={state} rows={rows} pageKey={pageKey} />}
      {answer && 'undone' in answer && <SheetUndoneNote undone={answer.undone} rows={rows} />}
      <ProductFilters shelves={shelves} />
      <p className="admin-sheet-hint">{say('admin.sheet.hint')}</p>
      <SheetForm {...{ rows, saved, state, stock, pageKey }} id={form} />
      <AdminPages next={next} later={later} />
    </AdminPage>
  );
}
