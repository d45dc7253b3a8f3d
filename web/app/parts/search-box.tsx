import { useEffect, useId, useRef, useState } from 'react';
import { Form, Link, useFetcher, useLocation, useSearchParams } from 'react-router';
import { SearchIcon } from '../frame/icons';
import type { loader } from '../routes/suggestions';
import type { Suggestion } from '../shop/api-types';
import { productPath } from '../shop/product-path';
import { useWords } from '../words/words';

const PAUSE = 150; // ms without a key before we ask

/** The search field: a plain form, and with JavaScript a list of what may be meant while somebody types. */
export function SearchBox() {
  const { say } = useWords();
  const list = useId();
  const { pathname, key } = useLocation();
  const [query] = useSearchParams();
  const asked = pathname === '/search' ? (query.get('q') ?? '') : '';
  const { found, type, open, close } = useSuggestions();
  const shown = open && found.length > 0;
  return (
    <search
      className="relative"
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) close();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
        if (event.key === 'ArrowDown' || event.key === 'ArrowUp') step(event);
      }}
    >
      <Form action="/search" role="search" className="flex" onSubmit={close}>
        <input
          key={key}
          type="search"
          name="q"
          defaultValue={asked}
          aria-label={say('header.searchFor')}
          placeholder={say('header.searchFor')}
          aria-controls={shown ? list : undefined}
          autoComplete="off"
          enterKeyHint="search"
          maxLength={200}
          onChange={(event) => type(event.target.value)}
          className="field rounded-r-none rounded-l-full border-r-0 pl-5"
        />
        <button type="submit" aria-label={say('header.search')} className="button rounded-l-none px-4">
          <SearchIcon className="size-5" />
        </button>
      </Form>
      {shown && <Suggestions id={list} found={found} close={close} />}
    </search>
  );
}

/** Arrows walk through the field and its suggestions, as in any list. */
function step(event: React.KeyboardEvent<HTMLElement>) {
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input, ul a')];
  const next = stops.indexOf(document.activeElement as HTMLElement) + (event.key === 'ArrowDown' ? 1 : -1);
  if (!stops[next]) return;
  event.preventDefault();
  stops[next].focus();
}

function useSuggestions() {
  const { data, load } = useFetcher<typeof loader>();
  const [typed, type] = useState<string>();
  const [open, setOpen] = useState(false);
  const { pathname, search } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list closes when somebody has gone on
  useEffect(() => setOpen(false), [pathname, search]);
  const latest = useRef(load);
  latest.current = load;
  useEffect(() => {
    if (typed === undefined || typed.trim().length < 2) return;
    const timer = setTimeout(
      () => latest.current(`/suggestions?${new URLSearchParams({ q: typed })}`),
      PAUSE,
    );
    return () => clearTimeout(timer);
  }, [typed]);
  const found = typed && typed.trim().length >= 2 ? (data?.items ?? []) : [];
  return {
    found,
    open,
    close: () => setOpen(false),
    type: (text: string) => {
      type(text);
      setOpen(true);
    },
  };
}

function Suggestions({ id, found, close }: { id: string; found: Suggestion[]; close: () => void }) {
  const { say } = useWords();
  return (
    <ul
      id={id}
      aria-label={say('search.suggestions')}
      className="absolute inset-x-0 top-full z-40 mt-2 overflow-hidden rounded-2xl border border-line bg-card py-2 shadow-lg"
    >
      {found.map((one) => (
        <li key={one.productId ?? one.category?.id}>
          <Link
            to={
              one.productId
                ? productPath({ id: one.productId, slug: one.productSlug })
                : `/c/${one.category?.slug}`
            }
            onClick={close}
            className="flex items-baseline gap-3 px-5 py-2 hover:bg-tone focus-visible:bg-tone"
          >
            {one.name}
            {one.category && <span className="text-sm text-soft">{say('search.inCategory')}</span>}
          </Link>
        </li>
      ))}
    </ul>
  );
}
