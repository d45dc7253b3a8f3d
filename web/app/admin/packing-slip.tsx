import { dayText } from '../words/amounts';
import { useWords } from '../words/words';
import type { Slip } from './packing-slips.server';
import { parcelCode } from './parcel-code';

/** The page that lies in a parcel: to whom it goes, what is in it, and a QR code that opens it in the back office. */
export function PackingSlip({ slip }: { slip: Slip }) {
  const { say, count, locale } = useWords();
  const { id, number, recipient, lines, courierName, date, qr } = slip;
  return (
    <article className="packing-slip" aria-labelledby={`slip-${id}`}>
      <header>
        <div>
          <h2 id={`slip-${id}`}>{say('order.title', { number })}</h2>
          <p>
            {say('admin.packing.parcel')} {parcelCode(id)}
          </p>
          {date && <p suppressHydrationWarning>{dayText(date, locale)}</p>}
          {courierName && (
            <p>
              {say('admin.delivery.courier')}: {courierName}
            </p>
          )}
        </div>
        <svg
          viewBox={`0 0 ${qr.size} ${qr.size}`}
          role="img"
          aria-label={say('admin.packing.qr', { code: parcelCode(id) })}
          shapeRendering="crispEdges"
          className="packing-qr"
        >
          <rect width={qr.size} height={qr.size} fill="#fff" />
          <path d={qr.path} fill="#000" />
        </svg>
      </header>
      <address>
        <strong>{recipient.name}</strong>
        {recipient.address && <span>{recipient.address}</span>}
        {recipient.phone && <span>{recipient.phone}</span>}
      </address>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('admin.stock.pieces')}</th>
            <th scope="col">{say('admin.order.item')}</th>
            <th scope="col">{say('admin.stock.shelf')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ lineId, name, quantity, place }) => (
            <tr key={lineId}>
              <td>{count('admin.number', quantity)}</td>
              <td>{name}</td>
              <td>{place}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </article>
  );
}
