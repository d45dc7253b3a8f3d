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
import { FilterBar, FilterChoice, FilterField } from '../../admin/filter-bar';
import { staff } from '../../admin/staff.server';
import { changeStock } from '../../admin/stock-change.server';
import { StockQuick } from '../../admin/stock-quick';
import { type StockRow, stockRows } from '../../admin/stock-rows.server';
import { noteDone, takeDone } from '../../shop/done.server';
import { useWords } from '../../words/words';

export async function loader({ request }: LoaderFunctionArgs) {
  await staff(request, 'stock.read');
  const { done, headers } = takeDone(request);
  return data({ ...(await stockRows(request)), done }, { headers });
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  await staff(request, form.get('act') === 'receive' ? 'stock.receive' : 'stock.adjust');
  const refused = await changeStock(request, form);
  if (refused) return data(refused, { status: refused.status });
  const { search } = new URL(request.url);
  return redirect(`/admin/stock${search}`, { headers: [noteDone(request, String(form.get('product')))] });
}

export default function StockList() {
  const { rows, next, later, file, key, done } = useLoaderData<typeof loader>();
  const { say, count } = useWords();
  const refused = useActionData<typeof action>();
  const changed = refused ? undefined : rows.find(({ productId }) => productId === done);
  const columns: Column<StockRow>[] = [
    { title: say('admin.stock.product'), cell: ({ name }) => name },
    { title: say('admin.stock.onHand'), cell: OnHand, numeric: true },
    {
      title: say('admin.stock.reserved'),
      cell: ({ reserved }) => count('admin.number', reserved),
      numeric: true,
    },
    {
      title: say('admin.stock.available'),
      cell: ({ available }) => count('admin.number', available),
      numeric: true,
    },
    {
      title: say('admin.stock.change'),
      cell: (row) => <StockQuick row={row} pageKey={key} refused={refused} />,
    },
  ];
  return (
    <AdminPage
      title={say('admin.stock')}
      actions={
        <a href={file} className="button" data-kind="quiet" download>
          {say('admin.stock.file')}
        </a>
      }
    >
      <FilterBar>
        <FilterField name="q" type="search" label={say('admin.stock.search')} />
        <FilterChoice
          name="show"
          label={say('admin.stock.show')}
          any={say('admin.stock.all')}
          options={(['low', 'out'] as const).map((one) => [one, say(`admin.stock.${one}`)])}
        />
      </FilterBar>
      <p role="status" className="mb-3 min-h-[1.45em] font-medium">
        {changed && count('admin.stock.nowOf', changed.onHand, { name: changed.name })}
      </p>
      <AdminTable
        caption={say('admin.stock')}
        columns={columns}
        rows={rows}
        keyOf={({ productId }) => productId}
        hrefOf={({ productId }) => `/admin/stock/${productId}`}
        empty={say('admin.stock.none')}
      />
      <AdminPages next={next} later={later} />
    </AdminPage>
  );
}

/** How many there are, and whether that is few. */
function OnHand({ onHand, low }: StockRow) {
  const { say, count } = useWords();
  return (
    <>
      {low && <span className="mr-2 text-ember">{say('admin.stock.low')}</span>}
      {count('admin.number', onHand)}
    </>
  );
}
