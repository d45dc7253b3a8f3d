import { memo } from 'react';
import { useWords } from '../words/words';
import { AdminTable, type Column } from './admin-table';
import type { SheetSaved } from './save-sheet.server';
import { cellName, type SheetField } from './sheet-cells';
import type { SheetRow } from './sheet-rows.server';

interface Props {
  rows: readonly SheetRow[];
  saved: Readonly<Record<string, string>>;
  state: SheetSaved | undefined;
  /** Whether the pieces may be changed. */
  stock: boolean;
}

/** What the columns are called. */
export function useSheetTitles(): Record<SheetField, string> {
  const { say } = useWords();
  return {
    price: say('admin.products.price'),
    onHand: say('admin.stock.onHand'),
    threshold: say('admin.sheet.threshold'),
    published: say('admin.products.published'),
  };
}

/** The rows of the sheet. What is typed is no business of React's: hundreds of fields are not drawn anew for a letter. */
export const SheetTable = memo(function SheetTable({ rows, saved, state, stock }: Props) {
  const { say, count } = useWords();
  const titles = useSheetTitles();
  const cell = (field: SheetField): Column<SheetRow> => ({
    title: titles[field],
    cell: (row) =>
      row.fields.includes(field) && (
        <SheetCell
          {...{ field, row, state }}
          saved={saved[cellName(field, row.id)] ?? ''}
          title={titles[field]}
        />
      ),
    numeric: field !== 'published',
    ...(field === 'price' && { sort: { up: 'price', down: '-price' } }),
  });
  const columns: Column<SheetRow>[] = [
    { title: say('admin.products.name'), cell: ({ name }) => name, sort: { up: 'name', down: 'newest' } },
    cell('price'),
    ...(stock
      ? [
          cell('onHand'),
          {
            title: say('admin.stock.reserved'),
            cell: ({ reserved }: SheetRow) => reserved !== null && count('admin.number', reserved),
            numeric: true,
          },
          cell('threshold'),
        ]
      : []),
    cell('published'),
  ];
  return (
    <AdminTable
      caption={say('admin.sheet')}
      columns={columns}
      rows={rows}
      keyOf={({ id }) => id}
      hrefOf={({ product }) => `/admin/products/${product}`}
      empty={say('admin.products.none')}
    />
  );
});

interface CellProps {
  field: SheetField;
  row: SheetRow;
  saved: string;
  title: string;
  state: SheetSaved | undefined;
}

function SheetCell({ field, row, saved, title, state }: CellProps) {
  const { say } = useWords();
  const name = cellName(field, row.id);
  const wrong = state?.wrong[name];
  const text = state?.typed[name] ?? saved;
  const common = {
    ...{ id: name, name, 'data-cell': true, 'data-saved': saved },
    'aria-label': say('admin.sheet.cell', { name: row.name, field: title }),
    'aria-invalid': wrong ? true : undefined,
    'aria-describedby': wrong ? `told-${name}` : undefined,
  };
  return (
    <>
      {field === 'published' ? (
        <input {...common} type="checkbox" defaultChecked={text !== ''} />
      ) : (
        <input
          {...common}
          type="text"
          inputMode={field === 'price' ? 'decimal' : 'numeric'}
          autoComplete="off"
          maxLength={field === 'price' ? 40 : 14}
          defaultValue={text}
          className="field"
        />
      )}
      {wrong && (
        <p id={`told-${name}`} className="text-ember">
          {say(wrong.text, wrong.values)}
        </p>
      )}
    </>
  );
}
