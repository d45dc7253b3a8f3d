import { Form, useLocation } from 'react-router';
import { useWords } from '../words/words';
import { listAt } from './kept-lists';
import type { KeptView, ViewRefused } from './order-views.server';

interface Props {
  views: readonly KeptView[];
  mayShare: boolean;
  pageKey: string;
  refused: ViewRefused | undefined;
}

/** Keeps what the list is narrowed down by under a name; offered where nobody has kept it yet. */
export function KeepView({ views, mayShare, pageKey, refused }: Props) {
  const { say } = useWords();
  const { pathname, search } = useLocation();
  const { queryOf, builtIn } = listAt(pathname);
  const now = queryOf(search);
  if ([...builtIn, ...views].some(({ query }) => queryOf(query) === now)) return null;
  return (
    <details className="admin-keep" open={refused !== undefined}>
      <summary>{say('admin.orders.keep')}</summary>
      <Form method="post" preventScrollReset className="admin-filters">
        <input type="hidden" name="key" value={refused?.key ?? pageKey} />
        <label className="admin-filter">
          {say('admin.orders.viewName')}
          <input name="name" required maxLength={60} defaultValue={refused?.name} className="field" />
        </label>
        {mayShare && (
          <label className="admin-check">
            <input type="checkbox" name="shared" defaultChecked={refused?.shared} />{' '}
            {say('admin.orders.viewForAll')}
          </label>
        )}
        <button type="submit" name="act" value="keep" className="button" data-kind="quiet">
          {say('admin.save')}
        </button>
      </Form>
    </details>
  );
}
