import { useEffect, useState } from 'react';
import { useWords } from '../words/words';
import type { useSheet } from './use-sheet';

/** What is done to the cells besides typing. Without scripts there is none of it. */
export function SheetTools({ sheet }: { sheet: Pick<ReturnType<typeof useSheet>, Used> }) {
  const { say } = useWords();
  const [alive, live] = useState(false);
  useEffect(() => live(true), []);
  if (!alive) return null;
  return (
    <>
      <button type="button" className="button" data-kind="quiet" onClick={sheet.fillDown}>
        {say('admin.sheet.fill')}
      </button>
      <button
        type="button"
        className="button"
        data-kind="quiet"
        disabled={!sheet.canUndo}
        onClick={sheet.undo}
      >
        {say('admin.undo')}
      </button>
      <button
        type="button"
        className="button"
        data-kind="quiet"
        disabled={!sheet.canRedo}
        onClick={sheet.redo}
      >
        {say('admin.redo')}
      </button>
    </>
  );
}

type Used = 'fillDown' | 'undo' | 'redo' | 'canUndo' | 'canRedo';
