import { type MouseEvent, useEffect, useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useWords } from '../words/words';
import { afterFrame, isPlainPress } from './after-frame';
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
  const { at, asked, ask } = useMore(items);
  const more = Math.min(STEP, totalOf(list) - items.length);
  if (!next && !chosen.cursor && items.length <= STEP) return null;
  const longer = chosen.shown < MOST;
  const { shown, cursor } = chosen;
  const to = `${addressWith(path, chosen, { shown: shown + STEP, cursor })}#from-${items.length}`;
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
            to={to}
            replace
            preventScrollReset
            onClick={(event) => ask(event, to)}
            aria-disabled={asked || undefined}
            className="button"
          >
            {asked ? say('loading') : cursor || more < 1 ? say('list.next') : say('list.more', { n: more })}
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

/**
 * A press says at once that it was heard, and goes for more behind that frame. Once more is there, the focus is on the
 * first that was not there before.
 */
function useMore(items: readonly unknown[]) {
  const navigate = useNavigate();
  const at = useRef<HTMLElement>(null);
  const before = useRef<number>(undefined);
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    const links = at.current?.parentElement?.querySelectorAll<HTMLElement>('article h3 a');
    const first = before.current;
    if (first !== undefined && items.length > first) links?.[first]?.focus({ preventScroll: true });
    before.current = undefined;
    setAsked(false);
  }, [items]);
  const ask = (event: MouseEvent, to: string) => {
    if (!isPlainPress(event)) return;
    event.preventDefault();
    if (asked) return;
    before.current = items.length;
    setAsked(true);
    afterFrame(() => void navigate(to, { replace: true, preventScrollReset: true }));
  };
  return { at, asked, ask };
}
