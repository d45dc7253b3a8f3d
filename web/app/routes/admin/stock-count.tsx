import {
  type ActionFunctionArgs,
  data,
  Form,
  Link,
  type LoaderFunctionArgs,
  useActionData,
  useLoaderData,
} from 'react-router';
import { AdminPage } from '../../admin/admin-page';
import { AdminPages } from '../../admin/admin-pages';
import { AdminTable, type Column } from '../../admin/admin-table';
import { type Counted, countMany, undoCounts } from '../../admin/count-many.server';
import { FilterBar, FilterField } from '../../admin/filter-bar';
import { pasteColumn } from '../../admin/paste-column';
import { staff } from '../../admin/staff.server';
import { type StockRow, stockRows } from '../../admin/stock-rows.server';
import { Notice } from '../../parts/notice';
import { useWords } from '../../words/words';

export async function loader({ request }: LoaderFunctionArgs) {
  await staff(request, 'stock.adjust');
  return stockRows(request);
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  await staff(request, 'stock.adjust');
  const undone = form.get('act') === 'undo';
  const counted = await (undone ? undoCounts : countMany)(request, form);
  // Where some were saved the page is read anew, and shows them.
  const nothing = counted.wrong.length > 0 && counted.changed.length === 0;
  return data({ ...counted, undone }, { status: nothing ? 409 : 200 });
}

export default function CountMany() {
  const { rows, next, later, key } = useLoaderData<typeof loader>();
  const { say, count } = useWords();
  const counted = useActionData<typeof action>();
  const columns: Column<StockRow>[] = [
    { title: say('admin.stock.product'), cell: ({ name }) => name },
    { title: say('admin.stock.onHand'), cell: ({ onHand }) => count('admin.number', onHand), numeric: true },
    { title: say('admin.stock.found'), cell: (row) => <Cell row={row} counted={counted} /> },
  ];
  return (
    <AdminPage
      title={say('admin.count')}
      actions={
        <Link to="/admin/stock" className="admin-link">
          {say('admin.stock')}
        </Link>
      }
    >
      <p className="mb-3 max-w-xl">
        {say('admin.stock.countHint')} {say('admin.count.hint')}
      </p>
      <FilterBar>
        <FilterField name="q" type="search" label={say('admin.stock.search')} />
      </FilterBar>
      {counted && <Outcome counted={counted} pageKey={key} undone={counted.undone} />}
      <Form key={key} method="post" preventScrollReset onPaste={pasteColumn}>
        <input type="hidden" name="key" value={key} />
        <AdminTable
          caption={say('admin.count')}
          columns={columns}
          rows={rows}
          keyOf={({ productId }) => productId}
          empty={say('admin.stock.none')}
        />
        <div className="admin-save">
          <button type="reset" className="button" data-kind="quiet">
            {say('admin.count.reset')}
          </button>
          <button type="submit" name="act" value="count" className="button" data-save>
            {say('admin.count.save')}
          </button>
        </div>
      </Form>
      <AdminPages next={next} later={later} />
    </AdminPage>
  );
}

function Cell({ row: { productId, name }, counted }: { row: StockRow; counted: Counted | undefined }) {
  const { say } = useWords();
  const wrong = counted?.wrong.find(({ product }) => product === productId);
  const told = `told-${productId}`;
  return (
    <>
      <input
        name={`counted.${productId}`}
        data-cell
        inputMode="numeric"
        autoComplete="off"
        maxLength={14}
        defaultValue={wrong?.typed}
        aria-label={say('admin.stock.piecesOf', { name })}
        aria-invalid={wrong ? true : undefined}
        aria-describedby={wrong ? told : undefined}
        className="field w-24"
      />
      {wrong && (
        <p id={told} className="text-ember">
          {say(wrong.text)}
        </p>
      )}
    </>
  );
}

/** How many were saved, and the way back. */
function Outcome({ counted, pageKey, undone }: { counted: Counted; pageKey: string; undone: boolean }) {
  const { say, count } = useWords();
  const { changed, wrong } = counted;
  return (
    <Notice kind={wrong.length > 0 ? 'wrong' : 'done'} of={pageKey} className="mb-4">
      {undone && wrong.length === 0 && say('admin.count.undone')}
      {!undone && count('admin.count.saved', changed.length)}{' '}
      {wrong.length > 0 && count('admin.count.wrong', wrong.length)}
      {changed.length > 0 && (
        <Form method="post" preventScrollReset>
          <input type="hidden" name="key" value={pageKey} />
          {changed.map(({ product, by }) => (
            <input key={product} type="hidden" name="undo" value={`${product}:${by}`} />
          ))}
          <button type="submit" name="act" value="undo" className="admin-link">
            {say('admin.count.undo')}
          </button>
        </Form>
      )}
    </Notice>
  );
}
