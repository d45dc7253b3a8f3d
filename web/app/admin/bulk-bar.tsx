import { useEffect, useState } from 'react';
import { useLocation } from 'react-router';
import { useWords } from '../words/words';
import { Hidden } from './hidden';
import { filtersIn } from './order-filters';

/** The form of what is done with many orders; the boxes of the list belong to it. */
export const BULK = 'bulk';

interface Props {
  shown: readonly string[];
  count: { value: number; atLeast: boolean } | null;
  may: { cancel: boolean; assign: boolean };
}

/** What is done with orders that are ticked, with all of the page, or with all that match; asked about before. */
export function BulkBar({ shown, count: found, may }: Props) {
  const { say, count } = useWords();
  const set = filtersIn(useLocation().search);
  const ticked = useTicked();
  const buttons = [
    ...(may.assign ? (['assign'] as const) : []),
    ...(may.cancel ? (['cancel'] as const) : []),
    ...(['invoices', 'export'] as const),
  ];
  return (
    // A document of its own: a file that comes of it leaves the list as it is.
    <form id={BULK} method="get" action="/admin/orders/bulk" className="admin-save admin-bulk-bar">
      <Hidden values={set} />
      {shown.map((id) => (
        <input key={id} type="hidden" name="shown" value={id} />
      ))}
      <label className="admin-bulk">
        {say('admin.bulk.which')}
        <select name="of" className="field">
          <option value="ticked">
            {ticked > 0 ? count('admin.bulk.ticked', ticked) : say('admin.bulk.tickedOnes')}
          </option>
          <option value="page">{count('admin.bulk.page', shown.length)}</option>
          {found && !found.atLeast && <option value="all">{count('admin.bulk.all', found.value)}</option>}
        </select>
      </label>
      {buttons.map((act) => (
        <button key={act} type="submit" name="act" value={act} className="button" data-kind="quiet">
          {say(`admin.bulk.${act}`)}
        </button>
      ))}
    </form>
  );
}

/** How many boxes are ticked, for whoever has JavaScript. */
function useTicked(): number {
  const { key } = useLocation();
  const [many, set] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list has other boxes
  useEffect(() => {
    const look = () => set(document.querySelectorAll(`input[name="id"][form="${BULK}"]:checked`).length);
    look();
    document.addEventListener('change', look);
    return () => document.removeEventListener('change', look);
  }, [key]);
  return many;
}
