import { Link } from 'react-router';
import { Notice } from '../parts/notice';
import type { ParcelsAct } from '../shop/api-types';
import { useWords } from '../words/words';
import { parcelCode } from './parcel-code';
import { refusedText } from './refused-text';
import { useLookingAgain } from './use-looking-again';

/** What came of something that was done with many parcels, and of which nothing came. */
export function PackingTold({ act: told }: { act: ParcelsAct }) {
  const { say } = useWords();
  const { id, act, state, total, done, refused, targets } = told;
  const runs = state === 'running';
  useLookingAgain(runs);
  return (
    <Notice kind={refused > 0 ? 'wrong' : 'done'} of={`${id} ${state}`} className="mb-4">
      <p>
        {say(`admin.bulk.${act}`)}: {say('admin.bulk.doneOf', { done, total })}
        {runs && (
          <Link to="." reloadDocument className="admin-link ml-3">
            {say('admin.bulk.look')}
          </Link>
        )}
      </p>
      {targets.length > 0 && (
        <ul>
          {targets.map(({ orderId, shipmentId, number, code }) => (
            <li key={shipmentId ?? orderId}>
              {shipmentId ? (
                <Link to={`/admin/packing/${shipmentId}`} className="link">
                  {number} · {parcelCode(shipmentId)}
                </Link>
              ) : (
                (number ?? orderId)
              )}{' '}
              {say(refusedText(code))}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
