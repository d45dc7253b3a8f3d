import { Link } from 'react-router';
import { Notice } from '../parts/notice';
import { useWords } from '../words/words';
import type { ListedProduct } from './product-rows.server';
import { UndoForm } from './undo-form';
import type { ManyChanged } from './undo-products.server';

interface Props extends ManyChanged {
  act: 'publish' | 'hide' | 'undo';
  many: number;
  /** What the page shows, to name those that could not be changed. */
  rows: readonly ListedProduct[];
}

/** What came of publishing, hiding or undoing many, and the way back. */
export function ManyNote({ act, many, changed, failed, away, rows }: Props) {
  const { say, count } = useWords();
  const notDone = away ? 'stayed' : act === 'undo' ? 'notUndone' : 'failed';
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return (
    <Notice kind={failed.length > 0 ? 'wrong' : 'done'} of={changed}>
      <span>{count(`admin.products.done.${act}`, many)}</span>{' '}
      <UndoForm changes={changed} of={changed} label={say(act === 'undo' ? 'admin.redo' : 'admin.undo')} />
      {failed.length > 0 && (
        <>
          {away && <p>{say('error.unavailable')}</p>}
          <p>{count(`admin.products.${notDone}`, failed.length)}</p>
          <ul className="list-disc pl-5">
            {failed.map((id) => (
              <li key={id}>
                <Link to={`/admin/products/${id}`} className="link">
                  {names.get(id) ?? id}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </Notice>
  );
}
