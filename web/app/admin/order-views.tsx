import { Link, useLocation } from 'react-router';
import { useWords } from '../words/words';
import { BUILT_IN, filterQuery } from './order-filters';

/** The lists of orders that are kept, the one that is shown marked. */
export function OrderViews() {
  const { say } = useWords();
  const now = filterQuery(useLocation().search);
  return (
    <nav aria-label={say('admin.orders.views')} className="admin-views">
      <ul>
        {BUILT_IN.map(({ key, query }) => (
          <li key={key}>
            <Link
              to={`/admin/orders${query && `?${query}`}`}
              aria-current={now === filterQuery(query) ? 'page' : undefined}
            >
              {say(`admin.orders.view.${key}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
