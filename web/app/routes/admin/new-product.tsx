import { randomUUID } from 'node:crypto';
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
import { allShelves } from '../../admin/all-shelves.server';
import { readEdit } from '../../admin/edit.server';
import { noteSaved } from '../../admin/note-saved.server';
import { productBody, productRefused, wrongProduct } from '../../admin/product-edit.server';
import { ProductFields, useProductLabels } from '../../admin/product-fields';
import { PRODUCT_FIELDS } from '../../admin/product-texts';
import { staff } from '../../admin/staff.server';
import { ask, orErrorPage, Refusal } from '../../shop/api.server';
import { currencyOf } from '../../shop/currency.server';
import { noteDone } from '../../shop/done.server';
import { keyFor } from '../../shop/key.server';
import { languageOf } from '../../words/language-of.server';
import { useWords } from '../../words/words';

const FORM = 'product:new';
const EMPTY = Object.fromEntries(PRODUCT_FIELDS.map((name) => [name, '']));

export async function loader({ request }: LoaderFunctionArgs) {
  await staff(request, 'catalog.write');
  // Made with the page: however often its button is pressed, one product is made.
  return { shelves: await orErrorPage(allShelves(request)), key: randomUUID() };
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  await staff(request, 'catalog.write');
  const typed = readEdit(form, PRODUCT_FIELDS).typed;
  const edit = { typed, was: {}, changed: [...PRODUCT_FIELDS] };
  const reading = { language: languageOf(request), currency: await currencyOf(request), known: [] };
  const wrong = wrongProduct(edit, reading);
  if (wrong) return data(wrong, { status: 422 });
  const { was: _none, ...body } = productBody(edit, reading);
  try {
    const headers = { 'idempotency-key': keyFor(form.get('key')) };
    const made = await ask<{ id: string }>(request, '/products', { method: 'POST', body, headers });
    return redirect(`/admin/products/${made.body.id}`, {
      headers: [noteDone(request, 'goods-made'), noteSaved(request, FORM)],
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return data(productRefused(edit, error, reading), { status: error.status });
  }
}

export default function NewProduct() {
  const { shelves, key } = useLoaderData<typeof loader>();
  const { say } = useWords();
  const labels = useProductLabels();
  const state = useActionData<typeof action>();
  return (
    <AdminPage title={say('admin.products.new')}>
      <p className="text-soft">{say('admin.products.newLead')}</p>
      <AdminForm id={FORM} labels={labels} saved={EMPTY} back="/admin/products">
        <input type="hidden" name="key" value={key} />
        <ProductFields saved={EMPTY} shelves={shelves} state={state} />
      </AdminForm>
    </AdminPage>
  );
}
