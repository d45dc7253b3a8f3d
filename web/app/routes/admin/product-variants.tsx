import { randomUUID } from 'node:crypto';
import {
  type ActionFunctionArgs,
  data,
  Link,
  type LoaderFunctionArgs,
  redirect,
  type ShouldRevalidateFunctionArgs,
  useActionData,
  useLoaderData,
} from 'react-router';
import { AdminPage } from '../../admin/admin-page';
import { writtenProduct } from '../../admin/product-edit.server';
import { staff } from '../../admin/staff.server';
import { changeVariants } from '../../admin/variant-changes.server';
import { MakeVariants, OptionTexts } from '../../admin/variant-forms';
import { VariantRow } from '../../admin/variant-row';
import { Notice } from '../../parts/notice';
import { orErrorPage } from '../../shop/api.server';
import { noteDone, takeDone } from '../../shop/done.server';
import { languageOf } from '../../words/language-of.server';
import { useWords } from '../../words/words';

export async function loader({ request, params }: LoaderFunctionArgs) {
  await staff(request, 'catalog.write');
  const product = await orErrorPage(writtenProduct(request, params['id']!));
  const { done, headers } = takeDone(request);
  // Made with the page that has the form: sent twice, variants are made once.
  return data({ product, key: randomUUID(), done: done === 'variants' }, { headers });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const form = await request.formData();
  await staff(request, 'catalog.write');
  const product = await orErrorPage(writtenProduct(request, params['id']!));
  const refused = await changeVariants({ request, product, form, language: languageOf(request) });
  if (refused) return data({ refused, key: randomUUID() }, { status: 422 });
  return redirect(`/admin/products/${product.id}/variants`, { headers: [noteDone(request, 'variants')] });
}

/** Also after what was refused: what somebody else has changed is what the next try changes. */
export function shouldRevalidate({ actionStatus, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  return actionStatus !== undefined || defaultShouldRevalidate;
}

export default function ProductVariants() {
  const { product, key, done } = useLoaderData<typeof loader>();
  const { language, say } = useWords();
  const answer = useActionData<typeof action>();
  const refused = answer?.refused;
  const { variants = [] } = product;
  return (
    <AdminPage
      title={`${product.name[language]}: ${say('admin.variants')}`}
      actions={
        <Link to={`/admin/products/${product.id}`} className="admin-link">
          {product.name[language]}
        </Link>
      }
    >
      {done && !refused && (
        <Notice kind="done" of={key} className="mb-4">
          {say('admin.saved')}
        </Notice>
      )}
      {refused && (
        <Notice kind="wrong" of={refused} className="mb-4">
          {say(refused.text, refused.values)}
        </Notice>
      )}
      {variants.length === 0 && <p className="mb-3 max-w-xl">{say('admin.variants.none')}</p>}
      {variants.map((variant) => (
        <VariantRow
          key={`${variant.id} ${JSON.stringify(variant)}`}
          variant={variant}
          pictures={product.pictures}
          texts={product.options ?? []}
          refused={refused?.form === variant.id ? refused : undefined}
          only={variants.length === 1}
        />
      ))}
      <MakeVariants
        key={key}
        pageKey={answer?.key ?? key}
        refused={refused?.form === 'make' ? refused : undefined}
      />
      {variants.length > 0 && (
        <OptionTexts
          variants={variants}
          options={product.options ?? []}
          refused={refused?.form === 'texts' ? refused : undefined}
        />
      )}
    </AdminPage>
  );
}
