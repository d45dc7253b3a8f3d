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
import { AdminTable, type Column } from '../../admin/admin-table';
import { FilterBar, FilterChoice, FilterField } from '../../admin/filter-bar';
import { staff } from '../../admin/staff.server';
import { StockAlerts } from '../../admin/stock-alerts';
import { changeStock } from '../../admin/stock-change.server';
import { StockQuick } from '../../admin/stock-quick';
import { type StockRow, stockAlerts, stockRows } from '../../admin/stock-rows.server';
import { ask, orErrorPage } from '../../shop/api.server';
import { noteDone, takeDone } from '../../shop/done.server';
import { useWords } from '../../words/words';

export async function loader({ request }: LoaderFunctionArgs) {
  const { may } = await staff(request, 'stock.read');
  const { done, headers } = takeDone(request);
  const [rows, alerts] = await Promise.all([stockRows(request), stockAlerts(request)]);
  return data({ ...rows, alerts, done, adjusts: may('stock.adjust') }, { headers });
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  await staff(request, form.get('act') === 'receive' ? 'stock.receive' : 'stock.adjust');
  const here = `/admin/stock${new URL(request.url).search}`;
  if (form.get('act') === 'seen') {
    const alert = encodeURIComponent(String(form.get('alert')));
    await orErrorPage(ask(request, `/stock/alerts/${alert}`, { method: 'DELETE' }));
    return redirect(here);
  }
  const refused = await changeStock(request, form);
  if (refused) return data(refused, { status: refused.status });
  return redirect(here, { headers: [noteDone(request, String(form.get('product')))] });
}

export default function StockList() {
  const { rows, next, later, file, key, alerts, done, adjusts } = useLoaderData<typeof loader>();
  const { say, count } = useWords();
  const refused = useActionData<typeof action>();
  const changed = refused ? undefined : rows.find(({ productId }) => productId === done);
  const columns: Column<StockRow>[] = [
    { title: say('admin.stock.product'), cell: ({ name }) => name },
    { title: say('admin.stock.shelf'), cell: ({ place }) => place },
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
      title: say(adjusts ? 'admin.stock.change' : 'admin.stock.receive'),
      cell: (row) => <StockQuick row={row} pageKey={key} refused={refused} adjusts={adjusts} />,
    },
  ];
  return (
    <AdminPage title={say('admin.stock')} actions={<Actions file={file} adjusts={adjusts} />}>
      <StockAlerts alerts={alerts} adjusts={adjusts} />
      <FilterBar>
        <FilterField name="q" type="search" label={say('admin.stock.search')} />
        <FilterChoice
          name="below"
          label={say('admin.stock.show')}
          any={say('admin.stock.all')}
          options={[
            ['threshold', say('admin.stock.low')],
            ['1', say('admin.stock.out')],
          ]}
        />
      </FilterBar>
      <p role="status" className="mb-3 min-h-[1.45em] font-medium">
        {changed && count('admin.stock.nowOf', changed.onHand, { name: changed.name })}
      </p>
      <div className="admin-dense">
        <AdminTable
          caption={say('admin.stock')}
          columns={columns}
          rows={rows}
          keyOf={({ productId }) => productId}
          hrefOf={({ productId }) => `/admin/stock/${productId}`}
          empty={say('admin.stock.none')}
        />
      </div>
      <AdminPages next={next} later={later} />
    </AdminPage>
  );
}

/** The ways to count many, and to the list as a file. */
function Actions({ file, adjusts }: { file: string; adjusts: boolean }) {
  const { say } = useWords();
  return (
    <>
      {adjusts && (
        <Link to="/admin/stock/count" className="button" data-kind="quiet">
          {say('admin.count')}
        </Link>
      )}
      <a href={file} className="button" data-kind="quiet" download>
        {say('admin.stock.file')}
      </a>
    </>
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
