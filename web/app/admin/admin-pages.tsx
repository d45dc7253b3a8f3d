import { Link, useLocation } from 'react-router';
import { useWords } from '../words/words';

/** The way to the next page of a filtered list, and back to its beginning; the filters stay. */
export function AdminPages({ next, later }: { next: string | null; later: boolean }) {
  const { say } = useWords();
  const { search } = useLocation();
  if (!next && !later) return null;
  const to = (cursor: string | null) => {
    const asked = new URLSearchParams(search);
    asked.delete('cursor');
    if (cursor) asked.set('cursor', cursor);
    return `?${asked}`;
  };
  return (
    <nav aria-label={say('list.pages')} className="mt-4 flex flex-wrap gap-3">
      {later && (
        <Link to={to(null)} className="button" data-kind="quiet">
          {say('list.first')}
        </Link>
      )}
      {next && (
        <Link to={to(next)} className="button" data-kind="quiet">
          {say('list.next')}
        </Link>
      )}
    </nav>
  );
}
