import type { WholeImport } from '../shop/api-types';
import { useWords } from '../words/words';
import { AdminTable, type Column } from './admin-table';
import type { Differing, ImportChange } from './import-types';
import { ImportValue, useFieldName } from './import-value';

/** What an import changes, field by field: what it is now, and what it becomes. */
export function ImportChanges({ one }: { one: WholeImport }) {
  const { say, count } = useWords();
  const nameOf = useFieldName();
  if (one.changes.length === 0) return null;
  const columns: Column<ImportChange>[] = [
    {
      title: say('admin.imports.product'),
      cell: ({ name, state }) => (
        <>
          {name}
          {state === 'new' && <span className="admin-import-new"> {say('admin.imports.isNew')}</span>}
        </>
      ),
    },
    { title: say('admin.imports.line'), cell: ({ line }) => line, numeric: true },
    {
      title: say('admin.imports.changes'),
      cell: ({ fields, state }) => (
        <ul className="admin-import-fields">
          {fields.map(({ field, before, after }) => (
            <li key={field}>
              <span className="text-soft">{nameOf(field)}: </span>
              {state === 'changed' && (
                <>
                  <del>
                    <ImportValue value={before} />
                  </del>{' '}
                  →{' '}
                </>
              )}
              <ins>
                <ImportValue value={after} />
              </ins>
            </li>
          ))}
        </ul>
      ),
    },
  ];
  return (
    <section aria-labelledby="changes">
      <h2 id="changes" className="admin-import-heading">
        {say('admin.imports.changes')}
      </h2>
      <AdminTable
        caption={say('admin.imports.changes')}
        columns={columns}
        rows={one.changes}
        keyOf={({ line }) => String(line)}
        empty={null}
      />
      {one.more.changes > 0 && <p className="text-soft">{count('admin.imports.more', one.more.changes)}</p>}
    </section>
  );
}

/** What somebody else has changed: what the file believed or made, and what it is now. */
export function ImportDiffering({ rows, title }: { rows: readonly Differing[]; title: string }) {
  const { say } = useWords();
  const nameOf = useFieldName();
  const columns: Column<Differing>[] = [
    { title: say('admin.imports.product'), cell: ({ name }) => name },
    { title: say('admin.imports.line'), cell: ({ line }) => line, numeric: true },
    { title: say('admin.imports.what'), cell: ({ field }) => nameOf(field) },
    { title: say('admin.imports.inFile'), cell: ({ was }) => <ImportValue value={was} /> },
    { title: say('admin.imports.now'), cell: ({ now }) => <ImportValue value={now} /> },
  ];
  return (
    <AdminTable
      caption={title}
      columns={columns}
      rows={rows}
      keyOf={({ line, field }) => `${line} ${field}`}
      hrefOf={({ product }) => `/admin/products/${product}`}
      empty={null}
    />
  );
}
