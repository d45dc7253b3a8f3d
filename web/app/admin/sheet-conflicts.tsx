import { useWords } from '../words/words';
import { Conflict } from './conflict';
import type { FieldConflict } from './edit.server';
import { cellOf } from './sheet-cells';
import type { SheetRow } from './sheet-rows.server';
import { useSheetTitles } from './sheet-table';

interface Props {
  conflicts: readonly FieldConflict[];
  rows: readonly SheetRow[];
}

/** The cells that somebody else has changed meanwhile, each with both values. */
export function SheetConflicts({ conflicts, rows }: Props) {
  const { say } = useWords();
  const titles = useSheetTitles();
  const names = new Map(rows.map((row) => [row.id, row.name]));
  const labels = Object.fromEntries(
    conflicts.map(({ field: name }) => {
      const { row, field } = cellOf(name)!;
      return [name, say('admin.sheet.cell', { name: names.get(row) ?? '', field: titles[field] })];
    }),
  );
  const shown = (name: string, text: string) => {
    if (cellOf(name)?.field !== 'published') return text;
    return say(text === '' ? 'admin.products.hidden' : 'admin.products.public');
  };
  return <Conflict conflicts={conflicts} labels={labels} shown={shown} />;
}
