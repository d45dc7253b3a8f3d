import { randomUUID } from 'node:crypto';
import { Form, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router';
import '../../styles/admin-packing.css';
import { AdminPage } from '../../admin/admin-page';
import { Hidden } from '../../admin/hidden';
import { InvoiceParts } from '../../admin/invoice-parts';
import { PackingSlip } from '../../admin/packing-slip';
import { packingSlips } from '../../admin/packing-slips.server';
import { PickList } from '../../admin/pick-list';
import { staff } from '../../admin/staff.server';
import { PrintButton } from '../../parts/print-button';
import { useWords } from '../../words/words';

export async function loader({ request }: LoaderFunctionArgs) {
  const { may } = await staff(request, 'shipments.plan');
  const { searchParams } = new URL(request.url);
  const [date, courier, late] = ['date', 'courier', 'late'].map((name) => searchParams.get(name));
  const board = new URLSearchParams({
    ...(date && { date }),
    ...(courier && { courier }),
    ...(late && { late }),
  });
  return {
    ...(await packingSlips(request)),
    board: `/admin/packing?${board}`,
    invoices: may('orders.read'),
    key: randomUUID(),
  };
}

/** In one print: what to take from the shelves, and a slip for each parcel, a page each. */
export default function PackingSlips() {
  const { slips, picks, cut, board, invoices, key } = useLoaderData<typeof loader>();
  const { say, count } = useWords();
  const planned = slips.filter(({ state }) => state === 'planned');
  return (
    <AdminPage title={count('admin.packing.slips', slips.length)}>
      <div className="packing-steps packing-screen">
        <PrintButton />
        {planned.length > 0 && (
          <Form method="post" action={board}>
            <Hidden values={{ key }} />
            {planned.map(({ id }) => (
              <input key={id} type="hidden" name="all" value={id} />
            ))}
            <button type="submit" name="act" value="pack:all" className="button">
              {count('admin.packing.all.pack', planned.length)}
            </button>
          </Form>
        )}
        {invoices && <InvoiceParts orders={[...new Set(slips.map(({ orderId }) => orderId))]} />}
        <Link to={board} className="admin-link">
          {say('admin.packing.back')}
        </Link>
      </div>
      {cut && <p className="packing-screen mb-3">{say('admin.packing.cut')}</p>}
      {picks.length > 0 && (
        <section className="packing-page">
          <h2>{say('admin.packing.picks')}</h2>
          <PickList picks={picks} />
        </section>
      )}
      {slips.length === 0 && <p className="admin-empty">{say('admin.packing.noSlips')}</p>}
      {slips.map((slip) => (
        <PackingSlip key={slip.id} slip={slip} />
      ))}
    </AdminPage>
  );
}
