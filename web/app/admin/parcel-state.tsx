import type { Shipment } from '../shop/api-types';
import { dayText } from '../words/amounts';
import { Moment } from '../words/formats';
import { useWords } from '../words/words';

interface Props {
  parcel: Pick<Shipment, 'state' | 'acts'> & Partial<Pick<Shipment, 'courierName' | 'date'>>;
}

/** How a parcel stands: who brings it when, and what has become of it, with its proof. */
export function ParcelState({ parcel: { state, courierName, date, acts } }: Props) {
  const { say, locale } = useWords();
  const brought = [courierName, date && dayText(date, locale)].filter(Boolean).join(', ');
  return (
    <>
      <p>
        <span className="font-semibold">{say(`admin.packing.state.${state}`)}</span>
        {brought && <span suppressHydrationWarning> · {brought}</span>}
      </p>
      {acts.length > 0 && (
        <ol className="packing-acts">
          {acts.map(({ act, at, name, note, photoUrl }) => (
            <li key={`${act} ${at}`}>
              <Moment at={at} /> {say(`admin.packing.act.${act}`)}
              {name && ` · ${say('admin.packing.tookIt', { name })}`}
              {photoUrl && (
                <a href={photoUrl} className="packing-photo">
                  {/* The text beside it says what it is of. */}
                  <img src={photoUrl} alt={say('admin.packing.photo')} loading="lazy" />
                </a>
              )}
              {note && <q className="packing-note">{note}</q>}
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
