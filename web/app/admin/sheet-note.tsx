import { Notice } from '../parts/notice';
import { useWords } from '../words/words';
import type { SheetSaved } from './save-sheet.server';
import { cellOf, countFields } from './sheet-cells';
import type { SheetRow } from './sheet-rows.server';
import { useSheetTitles } from './sheet-table';
import { UndoForm } from './undo-form';
import type { SheetUndone } from './undo-sheet.server';

interface Props {
  saved: SheetSaved;
  rows: readonly SheetRow[];
  pageKey: string;
}

/** What was saved of a sheet, with the way back, and each cell that was not, with a link to it. */
export function SheetNote({ saved, rows, pageKey }: Props) {
  const { say, count } = useWords();
  const { cells, changed, counts, thresholds, prices, wrong, conflicts } = saved;
  const what = countFields(cells).map(([field, many]) => count(`admin.sheet.n.${field}`, many));
  const undoable = counts.length + thresholds.length + prices.length > 0;
  return (
    <Notice
      kind={Object.keys(wrong).length + conflicts.length > 0 ? 'wrong' : 'done'}
      of={saved}
      className="mb-4"
    >
      <span>
        {what.length > 0 ? say('admin.sheet.saved', { what: what.join(', ') }) : say('admin.sheet.none')}
      </span>{' '}
      <UndoForm changes={changed} of={saved}>
        {undoable && (
          <>
            <input type="hidden" name="key" value={pageKey} />
            {counts.map(({ row, by }) => (
              <input key={row} type="hidden" name="uncount" value={`${row}:${by}`} />
            ))}
            {thresholds.map(({ row, was, now }) => (
              <input key={row} type="hidden" name="rethreshold" value={`${row}:${was ?? ''}:${now ?? ''}`} />
            ))}
            {prices.map(({ row, of, was, now }) => (
              <input key={row} type="hidden" name="reprice" value={`${row}:${of}:${was}:${now}`} />
            ))}
          </>
        )}
      </UndoForm>
      <WrongCells wrong={wrong} rows={rows} />
    </Notice>
  );
}

const MOST = 10;

function WrongCells({ wrong, rows }: { wrong: SheetSaved['wrong']; rows: readonly SheetRow[] }) {
  const { say, count } = useWords();
  const titles = useSheetTitles();
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  const all = Object.entries(wrong);
  if (all.length === 0) return null;
  return (
    <>
      <p>{count('admin.sheet.wrong', all.length)}</p>
      <ul className="list-disc pl-5">
        {all.slice(0, MOST).map(([name, { text, values }]) => {
          const { row, field } = cellOf(name)!;
          return (
            <li key={name}>
              <a href={`#${name}`} className="link">
                {say('admin.sheet.cell', { name: names.get(row) ?? '', field: titles[field] })}
              </a>
              : {say(text, values)}
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** What was taken back of a sheet, and of which products it was not. */
export function SheetUndoneNote({ undone, rows }: { undone: SheetUndone; rows: readonly SheetRow[] }) {
  const { say, count } = useWords();
  const { away } = undone;
  const why = away ? 'stayed' : 'notUndone';
  const names = undone.rows.flatMap((id) => rows.find((row) => row.id === id)?.name ?? []);
  return (
    <Notice kind={undone.rows.length > 0 ? 'wrong' : 'done'} of={undone} className="mb-4">
      {count('admin.sheet.undone', undone.undone)} {away && `${say('error.unavailable')} `}
      {undone.rows.length > 0 && `${count(`admin.products.${why}`, undone.rows.length)} ${names.join(', ')}`}
    </Notice>
  );
}
