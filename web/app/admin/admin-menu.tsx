import { NavLink, useLocation } from 'react-router';
import { useWords } from '../words/words';
import { isAdmin } from './is-admin';
import type { Place } from './menu';

type Entry = Pick<Place, 'path' | 'text' | 'letter'>;

/** Where somebody may go: at the side, and on a phone behind a button. */
export function AdminMenu({ menu }: { menu: readonly Entry[] }) {
  const { say } = useWords();
  const { pathname } = useLocation();
  return (
    <nav aria-label={say('admin.menu')} className="admin-menu">
      <details key={pathname} className="admin-menu-phone">
        <summary>{say('admin.menu')}</summary>
        <Entries menu={menu} />
      </details>
      <div className="admin-menu-side">
        <Entries menu={menu} />
      </div>
    </nav>
  );
}

function Entries({ menu }: { menu: readonly Entry[] }) {
  const { say } = useWords();
  return (
    <ul>
      {menu.map(({ path, text, letter }) => (
        <li key={path}>
          <NavLink
            to={path}
            end={path === '/admin'}
            reloadDocument={!isAdmin(path)}
            data-key={`G ${letter.toUpperCase()}`}
            className="admin-menu-link"
          >
            {say(text)}
          </NavLink>
        </li>
      ))}
    </ul>
  );
}
