import { Link } from 'react-router';
import { useWords } from '../words/words';

/** The way to the next page of a list, and back to its beginning. */
export function Pages({ next, later }: { next: string | null; later: boolean }) {
  const { say } = useWords();
  if (!next && !later) return null;
  return (
    <nav aria-label={say('list.pages')} className="mt-8 flex flex-wrap gap-4">
      {later && (
        <Link to="." className="button" data-kind="quiet">
          {say('list.first')}
        </Link>
      )}
      {next && (
        <Link to={`?${new URLSearchParams({ cursor: next })}`} className="button" data-kind="quiet">
          {say('list.next')}
        </Link>
      )}
    </nav>
  );
}
