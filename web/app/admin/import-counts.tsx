import type { ListedImport } from '../shop/api-types';
import { useWords } from '../words/words';

/** How many rows do what. */
export function ImportCounts({ counts }: Pick<ListedImport, 'counts'>) {
  const { say, count } = useWords();
  return (
    <dl className="admin-import-counts">
      {(['new', 'changed', 'unchanged', 'wrong'] as const).map((kind) => (
        <div key={kind} data-kind={kind === 'wrong' && counts.wrong > 0 ? 'wrong' : undefined}>
          <dt>{say(`admin.imports.count.${kind}`)}</dt>
          <dd>{count('admin.number', counts[kind])}</dd>
        </div>
      ))}
    </dl>
  );
}
