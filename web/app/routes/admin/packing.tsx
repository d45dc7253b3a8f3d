import {
  type ActionFunctionArgs,
  data,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router';
import '../../styles/admin-packing.css';
import { AdminPage } from '../../admin/admin-page';
import { FilterBar, FilterChoice } from '../../admin/filter-bar';
import { beginMany, scan } from '../../admin/packing-acts.server';
import { packingBoard } from '../../admin/packing-board.server';
import { orderRow, PackingColumn, parcelRow } from '../../admin/packing-column';
import { PackingSteps } from '../../admin/packing-steps';
import { PackingTold } from '../../admin/packing-told';
import { ScanForm } from '../../admin/scan-form';
import { staff } from '../../admin/staff.server';
import { Notice } from '../../parts/notice';
import { noteDone, takeDone } from '../../shop/done.server';
import { dayText } from '../../words/amounts';
import { useWords } from '../../words/words';

const DID = /^(packed|handed_over)\.(\d+)$/;
const TICKED = { planned: 'pack', packed: 'hand_over' } as const;

export async function loader({ request }: LoaderFunctionArgs) {
  const { may } = await staff(request, 'shipments.plan');
  const { done, headers } = takeDone(request);
  const [, did, number = ''] = DID.exec(done) ?? [];
  const what = new URL(request.url).searchParams.get('scan') ?? 'pack';
  const told = did === 'packed' || did === 'handed_over' ? ({ did, number } as const) : undefined;
  const board = await packingBoard(request);
  const mays = { seesOrders: may('orders.read'), mayMove: may('orders.read') && may('deliveries.write') };
  return data({ board, told, what, mays }, { headers });
}

export async function action({ request }: ActionFunctionArgs) {
  await staff(request, 'shipments.plan');
  const form = await request.formData();
  const { searchParams: here } = new URL(request.url);
  here.delete('acts');
  if (form.get('act') === 'scan') {
    const scanned = await scan(request, form);
    if ('problem' in scanned) return data(scanned, { status: scanned.status });
    if ('open' in scanned) return redirect(`/admin/packing/${scanned.open}`);
    here.set('scan', scanned.did === 'packed' ? 'pack' : 'hand_over');
    const noted = noteDone(request, `${scanned.did}.${scanned.number}`);
    return redirect(`/admin/packing?${here}`, { headers: [noted] });
  }
  const begun = await beginMany(request, form);
  if (typeof begun !== 'string') return data(begun, { status: begun.status });
  here.set('acts', begun);
  return redirect(`/admin/packing?${here}`);
}

/** The day's parcels by how they stand: planned, picked and packed, handed over, and what became of them. */
export default function Packing() {
  const { board, told, what, mays } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { say, locale } = useWords();
  const { date, today, key, columns, orders, late } = board;
  const title = late ? say('admin.packing.late') : say('admin.packing.of', { day: dayText(date, locale) });
  return (
    <AdminPage title={title}>
      {refused?.of === 'many' && (
        <Notice kind="wrong" of={refused} className="mb-4">
          {say(refused.problem)}
        </Notice>
      )}
      {board.act && !refused && <PackingTold act={board.act} />}
      <PackingSteps board={board} mayMove={mays.mayMove} />
      <ScanForm
        pageKey={key}
        what={what}
        did={refused ? undefined : told}
        refused={refused?.of === 'scan' ? refused : undefined}
      />
      {late ? <LateNote /> : <Days board={board} />}
      {board.cut && <p className="mb-3">{say('admin.packing.cut')}</p>}
      <div className="packing-board">
        <PackingColumn
          state="unplanned"
          rows={orders.map((order) => orderRow(order, { late, seesOrders: mays.seesOrders }))}
          act="plan"
          pageKey={key}
        />
        {columns.filter(inView(late)).map(({ state, parcels }) => (
          <PackingColumn
            key={state}
            state={state}
            rows={parcels.map((parcel) => parcelRow(parcel, late))}
            act={state in TICKED ? TICKED[state as keyof typeof TICKED] : undefined}
            pageKey={key}
          />
        ))}
      </div>
      {date < today && !late && <p className="mt-4 text-soft">{say('admin.packing.past')}</p>}
    </AdminPage>
  );
}

/** What has arrived or is back is never late. */
const inView =
  (late: boolean) =>
  ({ state }: { state: string }) =>
    !late || (state !== 'delivered' && state !== 'returned');

/** What can be done about what is late, and the way back to the day. */
function LateNote() {
  const { say } = useWords();
  return (
    <div className="packing-days">
      <p>{say('admin.packing.late.note')}</p>
      <Link to="/admin/packing" className="button" data-kind="quiet">
        {say('admin.packing.back')}
      </Link>
    </div>
  );
}

/** Another day, or the parcels of one courier; and how many of the days before have not arrived. */
function Days({
  board: { date, earlier, later, couriers, overdue },
}: {
  board: ReturnType<typeof useLoaderData<typeof loader>>['board'];
}) {
  const { say, count } = useWords();
  return (
    <div className="packing-days">
      {overdue > 0 && (
        <p className="packing-overdue">
          <Link to="?late=1" className="button" data-kind="quiet">
            {count('admin.packing.overdue', overdue)}
          </Link>
        </p>
      )}
      <FilterBar keep={[]}>
        <label className="admin-filter">
          {say('admin.delivery.day')}
          <input key={date} type="date" name="date" defaultValue={date} className="field" />
        </label>
        <FilterChoice
          name="courier"
          label={say('admin.delivery.courier')}
          any={say('admin.packing.everyCourier')}
          options={couriers}
        />
      </FilterBar>
      <nav aria-label={say('admin.packing.days')} className="admin-actions">
        <Link to={`?date=${earlier}`} className="button" data-kind="quiet">
          {say('admin.packing.earlier')}
        </Link>
        <Link to={`?date=${later}`} className="button" data-kind="quiet">
          {say('admin.packing.later')}
        </Link>
        <Link to={`/admin/packing/picks?date=${date}`} className="button" data-kind="quiet">
          {say('admin.packing.picks')}
        </Link>
      </nav>
    </div>
  );
}
