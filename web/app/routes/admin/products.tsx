import {
  type ActionFunctionArgs,
  Form,
  Link,
  type LoaderFunctionArgs,
  useActionData,
  useLoaderData,
  useLocation,
} from 'react-router';
import { AdminPage } from '../../admin/admin-page';
import { AdminPages } from '../../admin/admin-pages';
import { AdminTable, type Column } from '../../admin/admin-table';
import { allShelves } from '../../admin/all-shelves.server';
import { ManyNote } from '../../admin/many-note';
import { ProductFilters } from '../../admin/product-filters';
import { type ListedProduct, productRows } from '../../admin/product-rows.server';
import { staff } from '../../admin/staff.server';
import { changeMany, undoMany } from '../../admin/undo-products.server';
import { orErrorPage } from '../../shop/api.server';
import { Price } from '../../words/formats';
import { useWords } from '../../words/words';

export async function loader({ request }: LoaderFunctionArgs) {
  await staff(request, 'catalog.write');
  const [list, shelves] = await Promise.all([
    orErrorPage(productRows(request)),
    orErrorPage(allShelves(request)),
  ]);
  return { ...list, shelves };
}

/** Publishes or hides all that are chosen, or takes that back, each by itself: one that cannot be leaves the others. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  await staff(request, 'catalog.write');
  const act = String(form.get('act'));
  if (act === 'undo') return { act: 'undo' as const, ...(await undoMany(request, form)) };
  const ids = form.getAll(form.has('all') ? 'shown' : 'id').map(String);
  const published = act === 'publish';
  const made = await changeMany(request, [...new Set(ids)].slice(0, 100), { published });
  return { act: published ? ('publish' as const) : ('hide' as const), ...made };
}

const BULK = 'bulk';

export default function Products() {
  const { rows, next, later, shelves } = useLoaderData<typeof loader>();
  const made = useActionData<typeof action>();
  const { say } = useWords();
  const columns: Column<ListedProduct>[] = [
    { title: say('admin.products.name'), cell: ({ name }) => name, sort: { up: 'name', down: 'newest' } },
    { title: say('admin.products.choose'), cell: Chosen },
    { title: say('admin.products.shelf'), cell: ({ category }) => category.name },
    {
      title: say('admin.products.price'),
      cell: ({ price }) => <Price money={price} />,
      numeric: true,
      sort: { up: 'price', down: '-price' },
    },
    { title: say('admin.products.stock'), cell: ({ availability }) => say(`admin.products.${availability}`) },
    {
      title: say('admin.products.state'),
      cell: ({ published }) => say(published ? 'admin.products.public' : 'admin.products.hidden'),
    },
  ];
  return (
    <AdminPage title={say('admin.products')} actions={<Actions />}>
      {made && <ManyNote {...made} rows={rows} />}
      <ProductFilters shelves={shelves} />
      <AdminTable
        caption={say('admin.products')}
        columns={columns}
        rows={rows}
        keyOf={({ id }) => id}
        hrefOf={({ id }) => `/admin/products/${id}`}
        empty={say('admin.products.none')}
      />
      {rows.length > 0 && <Bulk rows={rows} />}
      <AdminPages next={next} later={later} />
    </AdminPage>
  );
}

function Actions() {
  const { say } = useWords();
  const { search } = useLocation();
  return (
    <>
      <Link to={`/admin/products/sheet${search}`} className="button" data-kind="quiet">
        {say('admin.sheet')}
      </Link>
      <a href="/admin/products/new" className="button">
        {say('admin.products.new')}
      </a>
      <a href="/admin/categories" className="button" data-kind="quiet">
        {say('admin.shelves')}
      </a>
    </>
  );
}

function Chosen({ id, name }: ListedProduct) {
  const { say } = useWords();
  return (
    <input
      type="checkbox"
      name="id"
      value={id}
      form={BULK}
      aria-label={say('admin.products.chooseOne', { name })}
    />
  );
}

/** What is done with the products that are chosen, or with all that the page shows. */
function Bulk({ rows }: { rows: readonly ListedProduct[] }) {
  const { say } = useWords();
  return (
    <Form id={BULK} method="post" preventScrollReset className="admin-save">
      {rows.map(({ id }) => (
        <input key={id} type="hidden" name="shown" value={id} />
      ))}
      <label className="admin-check">
        <input type="checkbox" name="all" /> {say('admin.products.all')}
      </label>
      <button type="submit" name="act" value="publish" className="button" data-kind="quiet">
        {say('admin.products.publish')}
      </button>
      <button type="submit" name="act" value="hide" className="button" data-kind="quiet">
        {say('admin.products.hide')}
      </button>
    </Form>
  );
}
