import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import { useWords } from '../words/words';

export interface Column<Row> {
  title: string;
  cell: (row: Row) => ReactNode;
  /** Numbers and money stand at the end of their cells. */
  numeric?: boolean;
  /** The values of `?sort=` that put the list in this column's order, and the other way round where there is that. */
  sort?: { up: string; down?: string };
}

interface Props<Row> {
  /** What the list is, for whoever has it read. */
  caption: string;
  /** The first column names the row. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  /** Where a row leads: its name becomes a link, that J, K and Enter reach too. */
  hrefOf?: (row: Row) => string;
  /** What is said of a list with nothing in it. */
  empty: ReactNode;
}

/** A list, put in order and cut into pages by the server. On a phone each row is a card. */
export function AdminTable<Row>({ caption, columns, rows, keyOf, hrefOf, empty }: Props<Row>) {
  if (rows.length === 0) return <div className="admin-empty">{empty}</div>;
  return (
    <table className="admin-table">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <Heading key={column.title} column={column} />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map(({ title, cell, numeric }, at) =>
              at === 0 ? (
                <th key={title} scope="row">
                  {hrefOf ? (
                    <Link to={hrefOf(row)} data-row className="link">
                      {cell(row)}
                    </Link>
                  ) : (
                    cell(row)
                  )}
                </th>
              ) : (
                <td key={title} data-title={title} data-numeric={numeric || undefined}>
                  {cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A column's name; one that orders the list is a link that does, and says which way it goes. */
function Heading<Row>({ column: { title, numeric, sort } }: { column: Column<Row> }) {
  const { say } = useWords();
  const { search } = useLocation();
  const asked = new URLSearchParams(search);
  const now = asked.get('sort');
  if (!sort)
    return (
      <th scope="col" data-numeric={numeric || undefined}>
        {title}
      </th>
    );
  const falls = now !== null && now === sort.down ? 'descending' : undefined;
  asked.set('sort', now === sort.up ? (sort.down ?? sort.up) : sort.up);
  asked.delete('cursor');
  return (
    <th scope="col" data-numeric={numeric || undefined} aria-sort={now === sort.up ? 'ascending' : falls}>
      <Link to={`?${asked}`} preventScrollReset title={say('admin.sortBy', { column: title })}>
        {title}
      </Link>
    </th>
  );
}
