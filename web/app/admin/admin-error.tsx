import { Link, useLocation } from 'react-router';
import { useWords } from '../words/words';
import { AdminPage } from './admin-page';
import { roleText } from './role-text';

const KINDS: Record<number, 'notFound' | 'error.away' | 'error.tooMany' | 'admin.forbidden'> = {
  403: 'admin.forbidden',
  404: 'notFound',
  429: 'error.tooMany',
  503: 'error.away',
};

/** What stands in a page's place that cannot be shown, and for whoever may not open it, which roles can. */
export function AdminError({
  status,
  roles = [],
}: {
  status: number;
  roles?: readonly string[] | undefined;
}) {
  const { say } = useWords();
  const { pathname, search } = useLocation();
  const kind = KINDS[status] ?? 'error';
  const names = roles.map((role) => say(roleText(role))).join(', ');
  return (
    <AdminPage title={say(`${kind}.title`)}>
      <p className="max-w-xl">{say(`${kind}.text`)}</p>
      {names && <p className="mt-2 font-semibold">{say('admin.forbidden.roles', { roles: names })}</p>}
      <p className="mt-5 flex flex-wrap gap-3">
        {status !== 404 && status !== 403 && (
          <a href={pathname + search} className="button">
            {say('error.again')}
          </a>
        )}
        <Link to="/admin" className="button" data-kind="quiet" reloadDocument>
          {say('admin.toToday')}
        </Link>
        <a href="/" className="button" data-kind="quiet">
          {say('admin.toShop')}
        </a>
      </p>
    </AdminPage>
  );
}
