import { Link } from 'react-router';
import { useWords } from '../words/words';
import type { NotDone } from './not-done.server';
import type { OrderPage } from './order-page.server';
import { ParcelActs } from './parcel-acts';
import { parcelCode } from './parcel-code';
import { ParcelState } from './parcel-state';

interface Props extends Pick<OrderPage, 'order' | 'parcels' | 'may'> {
  pageKey: string;
  answer: NotDone | undefined;
}

/** The parcels of an order: what is in each, how it stands, and what can become of it. */
export function OrderParcels({ order, parcels, may, pageKey, answer }: Props) {
  const { say } = useWords();
  const nameOf = (line: string) => order.lines.find(({ id }) => id === line)?.name ?? line;
  if (parcels.length === 0) return null;
  return (
    <section>
      <h2>{say('admin.packing.parcels')}</h2>
      <ul className="order-parcels">
        {parcels.map((parcel) => (
          <li key={parcel.id} className="admin-card">
            <h3>
              <Link to={`/admin/packing/${parcel.id}`} className="link">
                {say('admin.packing.parcel')} {parcelCode(parcel.id)}
              </Link>
            </h3>
            <ParcelState parcel={parcel} />
            <ul>
              {parcel.lines.map(({ lineId, quantity }) => (
                <li key={lineId}>
                  {quantity} × {nameOf(lineId)}
                </li>
              ))}
            </ul>
            {may.parcel && (
              <ParcelActs
                parcel={parcel}
                pageKey={pageKey}
                prefix="foretell-parcel:"
                state={answer?.act === parcel.id ? answer.state : undefined}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
