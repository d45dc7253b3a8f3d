import type { RefObject } from 'react';
import { Form, Link } from 'react-router';
import { Languages } from '../frame/footer';
import { Mark, SearchIcon } from '../frame/icons';
import { useWords } from '../words/words';
import type { Known } from './admin-data.server';
import { opens } from './page-dialog';
import { roleText } from './role-text';

interface Props {
  known: Known;
  /** The dialogs that the links to their pages open. */
  search: RefObject<HTMLDialogElement | null>;
  keys: RefObject<HTMLDialogElement | null>;
}

/** The top of the back office: its name, the way back to the shop, and who is here. */
export function AdminHeader({ known, search, keys }: Props) {
  const { say } = useWords();
  return (
    <header className="admin-header">
      <Link to="/admin" className="flex items-center gap-2 font-display text-xl leading-none">
        <Mark className="size-7" />
        {say('admin.title')}
      </Link>
      {known && (
        <a href="/admin/search" data-key="/" className="admin-search" onClick={opens(search)}>
          <SearchIcon className="size-5" />
          {say('admin.search')}
        </a>
      )}
      <div className="ml-auto flex flex-wrap items-center gap-x-4">
        <a href="/admin/keys" className="admin-link max-sm:hidden" onClick={opens(keys)}>
          {say('admin.keys')}
        </a>
        {/* With a new document: the shop's pages have scripts, styles and texts of their own. */}
        <a href="/" className="admin-link">
          {say('admin.toShop')}
        </a>
        {known && <Person known={known} />}
      </div>
    </header>
  );
}

/** Who is here, with their language and the way out. */
function Person({ known }: { known: NonNullable<Known> }) {
  const { say } = useWords();
  return (
    <details className="admin-person">
      <summary className="admin-link">{known.name}</summary>
      <div className="admin-person-more">
        <p className="text-soft">{known.roles.map((role) => say(roleText(role))).join(', ')}</p>
        <a href="/account" className="admin-link">
          {say('account.title')}
        </a>
        <Languages />
        {/* With a new document: nothing of theirs stays in this one. */}
        <Form method="post" action="/sign-out" reloadDocument>
          <button type="submit" className="button" data-kind="quiet">
            {say('account.signOut')}
          </button>
        </Form>
      </div>
    </details>
  );
}
