import { useEffect, useId, useRef, useState } from 'react';
import { Form, Link, useFetcher, useLocation, useNavigate, useSearchParams } from 'react-router';
import { SearchIcon } from '../frame/icons';
import type { loader } from '../routes/suggestions';
import type { Suggestion } from '../shop/api-types';
import { productPath } from '../shop/product-path';
import { useWords } from '../words/words';

const PAUSE = 150; // ms without a key before we ask

/**
 * The search field: a plain form, and with JavaScript a combobox of what may be meant while somebody types. The focus stays
 * in the field; arrows choose, Enter goes there, Escape closes.
 */
export function SearchBox() {
  const { say, count } = useWords();
  const list = useId();
  const { pathname, key } = useLocation();
  const [query] = useSearchParams();
  const asked = pathname === '/search' ? (query.get('q') ?? '') : '';
  const { found, type, open, close } = useSuggestions();
  const shown = open && found.length > 0;
  const { at, step, follow } = useActive(shown ? found : []);
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
      <Form
        action="/search"
        role="search"
        className="flex"
        onSubmit={(event) => {
          follow(event);
          close();
        }}
      >
        <input
          key={key}
          type="search"
          name="q"
          defaultValue={asked}
          role="combobox"
          aria-label={say('header.searchFor')}
          placeholder={say('header.searchFor')}
          aria-autocomplete="list"
          aria-expanded={shown}
          aria-controls={shown ? list : undefined}
          aria-activedescendant={at >= 0 ? `${list}-${at}` : undefined}
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
      <p role="status" className="sr-only">
        {shown ? count('search.suggested', found.length) : ''}
      </p>
      {shown && <Suggestions id={list} found={found} at={at} close={close} />}
    </search>
  );
}

/** Which suggestion is chosen by arrows; none at first, and none beyond either end. */
function useActive(found: Suggestion[]) {
  const [active, choose] = useState<{ of: Suggestion[]; at: number }>();
  const navigate = useNavigate();
  // What was chosen among others is chosen no longer.
  const at = active && active.of[0] === found[0] && found.length > 0 ? active.at : -1;
  return {
    at,
    step: (event: React.KeyboardEvent) => {
      if (found.length === 0) return;
      event.preventDefault();
      const places = found.length + 1;
      const next = (at + 1 + (event.key === 'ArrowDown' ? 1 : places - 1)) % places;
      choose({ of: found, at: next - 1 });
    },
    follow: (event: React.FormEvent) => {
      if (at < 0) return;
      event.preventDefault();
      navigate(pathOf(found[at]!));
    },
  };
}

/** Where a suggestion leads. */
function pathOf(one: Suggestion): string {
  if (!one.productId) return `/c/${one.category?.slug}`;
  return productPath({ id: one.productId, slug: one.productSlug });
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

interface ListProps {
  id: string;
  found: Suggestion[];
  /** Which one is chosen; -1 for none. */
  at: number;
  close: () => void;
}

function Suggestions({ id, found, at, close }: ListProps) {
  const { say } = useWords();
  return (
    <div
      id={id}
      role="listbox"
      aria-label={say('search.suggestions')}
      className="absolute inset-x-0 top-full z-40 mt-2 overflow-hidden rounded-2xl border border-line bg-card py-2 shadow-lg"
    >
      {found.map((one, n) => (
        <Link
          key={one.productId ?? one.category?.id}
          id={`${id}-${n}`}
          role="option"
          aria-selected={n === at}
          tabIndex={-1}
          to={pathOf(one)}
          onClick={close}
          className="flex items-baseline gap-3 px-5 py-2 hover:bg-tone aria-selected:bg-tone"
        >
          {one.name}
          {one.category && <span className="text-sm text-soft">{say('search.inCategory')}</span>}
        </Link>
      ))}
    </div>
  );
}
