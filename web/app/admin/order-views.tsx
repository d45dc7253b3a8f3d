import { Link, useLocation } from 'react-router';
import { useWords } from '../words/words';
import { BUILT_IN, filterQuery } from './order-filters';
import type { KeptView } from './order-views.server';

/** The lists of orders that are kept, the one that is shown marked. */
export function OrderViews({ views }: { views: readonly KeptView[] }) {
  const { say } = useWords();
  const now = filterQuery(useLocation().search);
  const builtIn = BUILT_IN.map(({ key, query }) => ({
    ...{ id: key, query: filterQuery(query), name: say(`admin.orders.view.${key}`), more: '' },
  }));
  const kept = views.map(({ id, query, name, shared, valid }) => ({
    ...{ id, query, name },
    more: valid ? (shared ? say('admin.orders.viewShared') : '') : say('admin.orders.viewInvalid'),
  }));
  return (
    <nav aria-label={say('admin.orders.views')} className="admin-views">
      <ul>
        {[...builtIn, ...kept].map(({ id, query, name, more }) => (
          <li key={id}>
            <Link
              to={`/admin/orders${query && `?${query}`}`}
              aria-current={now === query ? 'page' : undefined}
            >
              {name}
              {more && <small className="text-soft">{more}</small>}
            </Link>
          </li>
        ))}
        {views.length > 0 && (
          <li>
            <Link to="/admin/orders/views">{say('admin.orders.viewsEdit')}</Link>
          </li>
        )}
      </ul>
    </nav>
  );
}
