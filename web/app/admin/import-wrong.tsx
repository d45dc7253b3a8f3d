import type { WholeImport } from '../shop/api-types';
import { useWords } from '../words/words';
import { AdminTable, type Column } from './admin-table';

type Wrong = WholeImport['wrong'][number];

/** The rows that are wrong, by line and column, and the way to a file with them to mend. */
export function ImportWrong({ one }: { one: WholeImport }) {
  const { say, count } = useWords();
  if (one.counts.wrong === 0) return null;
  const columns: Column<Wrong>[] = [
    {
      title: say('admin.imports.line'),
      // On a phone the first cell stands without its heading.
      cell: ({ line }) => `${say('admin.imports.line')} ${line}`,
    },
    { title: say('admin.imports.column'), cell: ({ column }) => column || say('admin.imports.wholeRow') },
    { title: say('admin.imports.why'), cell: ({ message }) => message },
  ];
  return (
    <section aria-labelledby="wrong">
      <h2 id="wrong" className="admin-import-heading">
        {count('admin.imports.wrong', one.counts.wrong)}
      </h2>
      <p className="mb-3 max-w-xl">
        {say('admin.imports.mend')}{' '}
        <a href={`/api/imports/${one.id}/wrong.csv`} download className="link">
          {say('admin.imports.wrongFile')}
        </a>
      </p>
      <AdminTable
        caption={say('admin.imports.wrongRows')}
        columns={columns}
        rows={one.wrong}
        keyOf={({ line, column, code }) => `${line} ${column} ${code}`}
        empty={null}
      />
      {one.more.wrong > 0 && <p className="text-soft">{count('admin.imports.more', one.more.wrong)}</p>}
    </section>
  );
}
