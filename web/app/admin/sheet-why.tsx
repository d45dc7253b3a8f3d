import { useWords } from '../words/words';
import type { SheetSaved } from './save-sheet.server';

const REASONS = ['counted', 'received', 'damaged', 'lost', 'given_away', 'returned', 'correction'] as const;

/** Why the numbers of pieces change, for all that a sheet changes. */
export function SheetWhy({ why }: { why: SheetSaved['why'] | undefined }) {
  const { say } = useWords();
  return (
    <div className="admin-filters">
      <label className="admin-filter">
        {say('admin.sheet.why')}
        <select name="reason" defaultValue={why?.reason ?? 'counted'} className="field">
          {REASONS.map((reason) => (
            <option key={reason} value={reason}>
              {say(`admin.movement.${reason}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="admin-filter">
        {say('admin.stock.note')}
        <input name="note" maxLength={500} defaultValue={why?.note} autoComplete="off" className="field" />
      </label>
    </div>
  );
}
