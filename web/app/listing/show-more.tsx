import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { useWords } from '../words/words';
import { addressWith, MOST, STEP } from './chosen';
import { type Listed, totalOf } from './listed';

/**
 * The way to more of a list: a longer page while it is short enough, then the next page. The address says how much is
 * shown, so that Back finds all of it again.
 */
export function ShowMore(props: Listed) {
  const { path, chosen, list } = props;
  const { say } = useWords();
  const { nextCursor: next, items } = list;
  const { at, note } = useFocusOnMore(items.length);
  const more = Math.min(STEP, totalOf(list) - items.length);
  if (!next && !chosen.cursor && items.length <= STEP) return null;
  const longer = chosen.shown < MOST;
  return (
    <nav ref={at} aria-label={say('list.pages')} className="mt-10 text-center">
      {!chosen.cursor && (
        <p role="status" className="mb-3 text-soft">
          {say('list.progress', { n: items.length, total: Math.max(totalOf(list), items.length) })}
        </p>
      )}
      <div className="flex flex-wrap justify-center gap-3">
        {chosen.cursor && (
          <Link to={addressWith(path, chosen, {})} className="button" data-kind="quiet">
            {say('list.first')}
          </Link>
        )}
        {next && longer && (
          <Link
            to={`${addressWith(path, chosen, { shown: chosen.shown + STEP, cursor: chosen.cursor })}#from-${items.length}`}
            replace
            preventScrollReset
            onClick={note}
            className="button"
          >
            {chosen.cursor || more < 1 ? say('list.next') : say('list.more', { n: more })}
          </Link>
        )}
        {next && !longer && (
          <Link to={addressWith(path, chosen, { cursor: next })} rel="next" className="button">
            {say('list.next')}
          </Link>
        )}
      </div>
    </nav>
  );
}

/** Once more is there, the focus is on the first that was not there before. */
function useFocusOnMore(shown: number) {
  const at = useRef<HTMLElement>(null);
  const before = useRef<number>(undefined);
  useEffect(() => {
    if (before.current === undefined || shown <= before.current) return;
    const links = at.current?.parentElement?.querySelectorAll<HTMLElement>('article h3 a');
    links?.[before.current]?.focus({ preventScroll: true });
    before.current = undefined;
  }, [shown]);
  return { at, note: () => (before.current = shown) };
}
