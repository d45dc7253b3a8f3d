import {
  type ActionFunctionArgs,
  data,
  Link,
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
import { productChecks } from '../../admin/product-checks.server';
import { ProductDoctor } from '../../admin/product-doctor';
import { productBody, productRefused, writtenProduct, wrongProduct } from '../../admin/product-edit.server';
import { ProductFields, useProductLabels } from '../../admin/product-fields';
import { ProductNote } from '../../admin/product-note';
import { ProductPictures } from '../../admin/product-pictures';
import { type Prices, ProductPrices } from '../../admin/product-prices';
import { PRODUCT_FIELDS, productTexts } from '../../admin/product-texts';
import { staff } from '../../admin/staff.server';
import { ask, get, orErrorPage, Refusal } from '../../shop/api.server';
import { noteDone, takeDone } from '../../shop/done.server';
import { zoneOf } from '../../shop/zone.server';
import { languageOf } from '../../words/language-of.server';
import { useWords } from '../../words/words';

export async function loader({ request, params }: LoaderFunctionArgs) {
  await staff(request, 'catalog.write');
  const product = await orErrorPage(writtenProduct(request, params['id']!));
  const [shelves, prices, checks, zone] = await Promise.all([
    orErrorPage(allShelves(request)),
    // Several variants have a price each.
    (product.variants?.length ?? 0) > 1
      ? undefined
      : orErrorPage(get<Prices>(request, `/products/${product.id}/prices?limit=10`)),
    productChecks(request, product),
    zoneOf(request),
  ]);
  const saved = productTexts(product, languageOf(request));
  const { done, headers } = takeDone(request);
  return data({ product, saved, shelves, prices, checks, zone, done }, { headers });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const form = await request.formData();
  await staff(request, 'catalog.write');
  const product = await orErrorPage(writtenProduct(request, params['id']!));
  const edit = readEdit(form, PRODUCT_FIELDS);
  const reading = {
    language: languageOf(request),
    currency: product.price.currency,
    known: product.facts,
  };
  const wrong = wrongProduct(edit, reading);
  if (wrong) return data({ ...wrong, was: edit.was }, { status: 422 });
  try {
    const path = `/products/${product.id}`;
    const body = productBody(edit, reading);
    const saved = edit.changed.length > 0 && (await ask<Changed>(request, path, { method: 'PATCH', body }));
    const note =
      saved && saved.body.change !== undefined ? `goods-saved-${saved.body.change}` : 'goods-saved';
    return redirect(`/admin/products/${product.id}`, {
      headers: [noteDone(request, note), noteSaved(request, `product:${product.id}`)],
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return data(productRefused(edit, error, reading), { status: error.status });
  }
}

/** What a change answers: by what it can be undone, where something has changed. */
type Changed = { change?: string };

export default function ProductPage() {
  const { product, saved, shelves, prices, checks, zone, done } = useLoaderData<typeof loader>();
  const { language, say } = useWords();
  const labels = useProductLabels();
  const state = useActionData<typeof action>();
  return (
    <AdminPage
      title={product.name[language]}
      actions={
        <>
          <LogLink subject={`product:${product.id}`} />
          <a href={`/admin/orders?productId=${product.id}`} className="button" data-kind="quiet">
            {say('admin.orders')}
          </a>
          <Link to={`/admin/products/${product.id}/variants`} className="button" data-kind="quiet">
            {say('admin.variants')}
          </Link>
          <a href={`/p/${product.slug}`} className="button" data-kind="quiet">
            {say('admin.products.see')}
          </a>
        </>
      }
    >
      {!state && <ProductNote id={product.id} done={done} of={saved} />}
      <div className="admin-columns">
        <div>
          <AdminForm id={`product:${product.id}`} labels={labels} saved={saved} back="/admin/products">
            <ProductFields saved={saved} shelves={shelves} state={state} />
          </AdminForm>
        </div>
        <div>
          <ProductDoctor checks={checks} />
          <ProductPictures product={product} />
          {prices && <ProductPrices id={product.id} prices={prices} zone={zone} />}
        </div>
      </div>
    </AdminPage>
  );
}
