import { randomUUID } from 'node:crypto';
import {
  type ActionFunctionArgs,
  data,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router';
import { AdminPage } from '../../admin/admin-page';
import { AdminPages } from '../../admin/admin-pages';
import { LogLink } from '../../admin/log-link';
import { movementRows } from '../../admin/movement-rows.server';
import { MovementsTable } from '../../admin/movements-table';
import { saveStock } from '../../admin/save-stock.server';
import { staff } from '../../admin/staff.server';
import { changeStock } from '../../admin/stock-change.server';
import { StockEdit } from '../../admin/stock-edit';
import { StockForms } from '../../admin/stock-forms';
import { stockPath } from '../../admin/stock-path';
import { Notice } from '../../parts/notice';
import { get, orErrorPage, orNothing } from '../../shop/api.server';
import type { ProductDetails, ReminderCounts, Stock } from '../../shop/api-types';
import { noteDone, takeDone } from '../../shop/done.server';
import { useWords } from '../../words/words';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { user, may } = await staff(request, 'stock.read');
  const id = params['product']!;
  const [stock, movements] = await Promise.all([
    orErrorPage(get<Stock>(request, stockPath(id))),
    movementRows(request, id, user.id),
  ]);
  const stocked = stock.variantId ?? stock.productId;
  const [product, waiting] = await Promise.all([
    orNothing(get<ProductDetails>(request, `/products/${stock.productId}`)),
    orNothing(get<ReminderCounts>(request, `/reminders/counts?ids=${stocked}`)),
  ]);
  const { done, headers } = takeDone(request);
  const variants = (product?.variants ?? []).map(({ id, name }) => ({ id, name }));
  const variant = variants.find((one) => one.id === stock.variantId)?.name;
  const name = product && [product.name, variant].filter(Boolean).join(', ');
  const of = {
    id: stocked,
    waiting: waiting?.items[0]?.waiting ?? null,
    name,
    slug: product?.slug,
    variants,
  };
  const here = { key: randomUUID(), done: done === 'stock', adjusts: may('stock.adjust') };
  return data({ stock, ...of, ...movements, ...here }, { headers });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const form = await request.formData();
  const id = params['product']!;
  const act = form.get('act');
  await staff(request, act === 'receive' ? 'stock.receive' : 'stock.adjust');
  const here = `/admin/stock/${id}`;
  if (act === null) return saveStock(request, { form, id, here });
  form.set('product', id);
  const refused = await changeStock(request, form);
  if (refused) return data({ refused }, { status: refused.status });
  return redirect(here, { headers: [noteDone(request, 'stock')] });
}

export default function StockOfProduct() {
  const { stock, id, waiting, name, slug, variants, rows, next, later, key, done, adjusts } =
    useLoaderData<typeof loader>();
  const { say, count } = useWords();
  const answer = useActionData<typeof action>();
  const refused = answer && 'refused' in answer ? answer.refused : undefined;
  const { onHand, reserved, available, low, place } = stock;
  return (
    <AdminPage
      title={name ?? say('admin.stock.removed')}
      actions={<Elsewhere product={stock.productId} slug={slug} />}
    >
      {done && !answer && (
        <Notice kind="done" of={key} className="mb-4">
          {count('admin.stock.now', onHand)}
        </Notice>
      )}
      <Others variants={variants} id={id} />
      <dl className="admin-figures">
        <Figure name={say('admin.stock.onHand')} value={onHand} note={low ? say('admin.stock.low') : ''} />
        <Figure name={say('admin.stock.reserved')} value={reserved} />
        <Figure name={say('admin.stock.available')} value={available} />
        {waiting !== null && <Figure name={say('admin.stock.waiting')} value={waiting} />}
        {place !== null && (
          <div>
            <dt>{say('admin.stock.place')}</dt>
            <dd>{place}</dd>
          </div>
        )}
      </dl>
      <StockForms product={id} pageKey={key} refused={refused} adjusts={adjusts} />
      <section className="mt-6">
        <h2>{count('admin.stock.why', onHand)}</h2>
        <MovementsTable rows={rows} />
        <AdminPages next={next} later={later} />
      </section>
      {adjusts && (
        <StockEdit id={id} stock={stock} state={answer && 'fields' in answer ? answer : undefined} />
      )}
    </AdminPage>
  );
}

/** Where else it stands: what was changed of it, and where customers see it. */
function Elsewhere({ product, slug }: { product: string; slug: string | undefined }) {
  const { say } = useWords();
  return (
    <>
      <LogLink subject={`product:${product}`} />
      {slug && (
        <a href={`/p/${slug}`} className="admin-link">
          {say('admin.stock.inShop')}
        </a>
      )}
    </>
  );
}

/** The other variants of a product: each has a stock of its own. */
function Others({ variants, id }: { variants: readonly { id: string; name: string }[]; id: string }) {
  const { say } = useWords();
  if (variants.length < 2) return null;
  return (
    <nav aria-label={say('admin.variants')} className="mb-3 flex flex-wrap gap-x-4">
      {variants.map((one) => (
        <Link
          key={one.id}
          to={`/admin/stock/${one.id}`}
          aria-current={one.id === id ? 'page' : undefined}
          className="admin-link aria-[current]:font-semibold"
        >
          {one.name}
        </Link>
      ))}
    </nav>
  );
}

function Figure({ name, value, note = '' }: { name: string; value: number; note?: string }) {
  const { count } = useWords();
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {count('admin.number', value)} {note && <span className="text-ember">{note}</span>}
      </dd>
    </div>
  );
}
