import { Link, useLocation } from 'react-router';
import { useWords } from '../words/words';
import { listAt } from './kept-lists';
import type { KeptView } from './order-views.server';

/** The lists of this page that are kept, the one that is shown marked. */
export function OrderViews({ views }: { views: readonly KeptView[] }) {
  const { say } = useWords();
  const { pathname, search } = useLocation();
  const { page, queryOf, builtIn } = listAt(pathname);
  const now = queryOf(search);
  const always = builtIn.map(({ key, query, name }) => ({
    ...{ id: key, query: queryOf(query), name: say(name), more: '' },
  }));
  const kept = views.map(({ id, query, name, shared, valid }) => ({
    ...{ id, query, name },
    more: valid ? (shared ? say('admin.orders.viewShared') : '') : say('admin.orders.viewInvalid'),
  }));
  return (
    <nav aria-label={say('admin.orders.views')} className="admin-views">
      <ul>
        {[...always, ...kept].map(({ id, query, name, more }) => (
          <li key={id}>
            <Link to={`${page}${query && `?${query}`}`} aria-current={now === query ? 'page' : undefined}>
              {name}
              {more && <small className="text-soft">{more}</small>}
            </Link>
          </li>
        ))}
        {views.length > 0 && (
          <li>
            <Link to={`${page}/views`}>{say('admin.orders.viewsEdit')}</Link>
          </li>
        )}
      </ul>
    </nav>
  );
}
