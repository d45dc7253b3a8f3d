import { boughtId } from '../shop/goods';
import { useWords } from '../words/words';
import type { Pick } from './packing-slips.server';
import { parcelCode } from './parcel-code';

const MOST_NAMED = 12; // parcels that a line names: more are too many to carry

/** What to take from the shelves, by where it lies, with how many pieces go into which parcel. */
export function PickList({ picks }: { picks: readonly Pick[] }) {
  const { say, count } = useWords();
  if (picks.length === 0) return <p className="admin-empty">{say('admin.packing.noPicks')}</p>;
  return (
    <table className="admin-table packing-picks">
      <caption className="sr-only">{say('admin.packing.picks')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('admin.stock.shelf')}</th>
          <th scope="col">{say('admin.stock.product')}</th>
          <th scope="col" data-numeric>
            {say('admin.stock.pieces')}
          </th>
          <th scope="col">{say('admin.packing.into')}</th>
        </tr>
      </thead>
      <tbody>
        {picks.map((pick) => (
          <tr key={boughtId(pick)}>
            <td data-title={say('admin.stock.shelf')}>{pick.place ?? '–'}</td>
            <th scope="row">{pick.name}</th>
            <td data-title={say('admin.stock.pieces')} data-numeric>
              {count('admin.number', pick.quantity)}
            </td>
            <td data-title={say('admin.packing.into')}>
              {pick.parcels.length > MOST_NAMED
                ? count('admin.packing.parcels', pick.parcels.length)
                : pick.parcels.map(({ id, number, quantity }) => (
                    <span key={id} className="packing-into">
                      {quantity} × {number} · {parcelCode(id)}
                    </span>
                  ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
