import { Form, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router';
import { AdminPage } from '../../admin/admin-page';
import { find } from '../../admin/find.server';
import { useCommands } from '../../admin/use-commands';
import { useWords } from '../../words/words';

export const loader = ({ request }: LoaderFunctionArgs) => find(request);

/** The palette as a page, for whoever has no JavaScript: the same things are found. */
export default function Search() {
  const { say } = useWords();
  const { q, found } = useLoaderData<typeof loader>();
  const commands = useCommands(q);
  const all = [...found, ...commands];
  return (
    <AdminPage title={say('admin.search')}>
      <Form method="get" className="admin-filters" role="search">
        <label className="admin-filter">
          {say('admin.searchFor')}
          <input type="search" name="q" defaultValue={q} maxLength={200} className="field" />
        </label>
        <button type="submit" className="button">
          {say('admin.search')}
        </button>
      </Form>
      {q !== '' && all.length === 0 && <p className="admin-empty">{say('admin.searchNone', { q })}</p>}
      <ul className="admin-found">
        {all.map(({ kind, path, name, more }) => (
          <li key={path}>
            <Link to={path} data-row className="link" reloadDocument={!path.startsWith('/admin')}>
              {name}
            </Link>{' '}
            <span className="text-soft">{[more, say(`admin.kind.${kind}`)].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
    </AdminPage>
  );
}
