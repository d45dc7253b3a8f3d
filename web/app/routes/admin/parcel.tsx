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
import '../../styles/admin-packing.css';
import { actOnParcel, parcelActIn, parcelRefused } from '../../admin/act-on-parcel.server';
import { AdminPage } from '../../admin/admin-page';
import { ParcelActs } from '../../admin/parcel-acts';
import { parcelCode } from '../../admin/parcel-code';
import { ParcelState } from '../../admin/parcel-state';
import { staff } from '../../admin/staff.server';
import { Notice } from '../../parts/notice';
import { get, orErrorPage } from '../../shop/api.server';
import type { List, Shipment } from '../../shop/api-types';
import { noteDone, takeDone } from '../../shop/done.server';
import { useWords } from '../../words/words';

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { may } = await staff(request, 'shipments.plan');
  const id = params['id']!;
  if (!ID.test(id)) throw data(null, { status: 404 });
  const { items } = await orErrorPage(get<List<Shipment>>(request, `/shipments?ids=${id}`));
  const [parcel] = items;
  if (!parcel) throw data(null, { status: 404 });
  const { done, headers } = takeDone(request);
  const here = { seesOrders: may('orders.read'), key: randomUUID(), told: done === 'parcel' };
  return data({ parcel, ...here }, { headers });
}

export async function action({ request, params }: ActionFunctionArgs) {
  await staff(request, 'shipments.write');
  const id = params['id']!;
  const form = await request.formData();
  const act = parcelActIn(String(form.get('act')));
  if (!act) throw data(null, { status: 422 });
  try {
    await actOnParcel(request, { id, act, form });
  } catch (error) {
    const { status, state } = parcelRefused(error, form);
    return data(state, { status });
  }
  const headers = [noteDone(request, 'parcel')];
  return redirect(`/admin/packing/${encodeURIComponent(id)}`, { headers });
}

/** One parcel, where its QR code leads: what is in it, how it stands, and what can become of it. */
export default function Parcel() {
  const { parcel, seesOrders, key, told } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { say } = useWords();
  const { id, orderId, number, lines, recipient, date } = parcel;
  return (
    <AdminPage
      title={say('admin.packing.parcelOf', { number, code: parcelCode(id) })}
      actions={
        <>
          <Link to={`/admin/packing${date ? `?date=${date}` : ''}`} className="button" data-kind="quiet">
            {say('admin.packing.back')}
          </Link>
          <Link to={`/admin/packing/slips?id=${id}`} className="button" data-kind="quiet">
            {say('admin.packing.slip')}
          </Link>
          {seesOrders && (
            <Link to={`/admin/orders/${orderId}`} className="admin-link">
              {say('order.title', { number })}
            </Link>
          )}
        </>
      }
    >
      {told && !refused && (
        <Notice kind="done" of={key} className="mb-4">
          {say(`admin.packing.is.${parcel.state}`)}
        </Notice>
      )}
      <div className="admin-box packing-parcel">
        <ParcelState parcel={parcel} />
        <p className="mt-3">
          <strong>{recipient.name}</strong>
          {[recipient.address, recipient.phone].filter(Boolean).map((text) => ` · ${text}`)}
        </p>
        <ul className="packing-lines">
          {lines.map(({ lineId, name, quantity }) => (
            <li key={lineId}>
              {quantity} × {name}
            </li>
          ))}
        </ul>
        <ParcelActs parcel={parcel} pageKey={key} prefix="" state={refused} />
      </div>
    </AdminPage>
  );
}
