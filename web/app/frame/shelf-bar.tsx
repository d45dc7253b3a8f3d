import { type KeyboardEvent, useEffect, useRef } from 'react';
import { NavLink, useLocation } from 'react-router';
import type { Category } from '../shop/api-types';
import { useWords } from '../words/words';
import { MenuIcon } from './icons';

interface Props {
  categories: Category[];
  /** Whether there are more of them than stand here. */
  more: boolean;
}

const LINK =
  'block border-b-3 border-transparent px-2.5 py-2.5 text-soft hover:text-ink aria-[current=page]:border-ember aria-[current=page]:text-ink';
const MENU_LINK =
  'block rounded-lg px-3 py-2.5 hover:bg-tone aria-[current=page]:bg-tone aria-[current=page]:font-semibold';

/** The shelves below the header: in one line that can be pushed, and where it may not hold them all, in a menu too. */
export function ShelfBar({ categories, more }: Props) {
  const { say } = useWords();
  const { pathname } = useLocation();
  const line = useRef<HTMLUListElement>(null);
  const shelves = categories.map(({ slug, name }): [string, string] => [`/c/${slug}`, name]);
  if (more) shelves.push(['/shelves', say('shelves.all')]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: on another page another shelf is the current one
  useEffect(() => bringIntoView(line.current), [pathname]);
  return (
    <nav aria-label={say('header.categories')} className="page relative -mb-px flex items-center">
      <Menu key={pathname} shelves={shelves} />
      <ul
        ref={line}
        className="relative -mx-1 flex gap-1 overflow-x-auto whitespace-nowrap text-[0.95rem] [scrollbar-width:none]"
      >
        {shelves.map(([to, name]) => (
          <li key={to}>
            <NavLink to={to} className={LINK}>
              {name}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Sideways only: the page stays where it is. */
function bringIntoView(line: HTMLElement | null): void {
  const current = line?.querySelector<HTMLElement>('[aria-current="page"]')?.parentElement;
  if (line && current) line.scrollLeft = current.offsetLeft - (line.clientWidth - current.offsetWidth) / 2;
}

function Menu({ shelves }: { shelves: [string, string][] }) {
  const { say } = useWords();
  return (
    <details
      className="mr-2 shrink-0 lg:hidden"
      onKeyDown={close}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (relatedTarget && !currentTarget.contains(relatedTarget)) currentTarget.open = false;
      }}
    >
      <summary className="flex items-center gap-2 py-2.5 pr-2 text-[0.95rem] font-medium">
        <MenuIcon className="size-5" />
        <span className="max-xs:sr-only">{say('header.categories')}</span>
      </summary>
      <ul className="absolute inset-x-0 top-full z-40 grid max-h-[70dvh] overflow-y-auto rounded-2xl border border-line bg-card p-2 shadow-lg xs:grid-cols-2 sm:grid-cols-3">
        {shelves.map(([to, name]) => (
          <li key={to}>
            <NavLink to={to} className={MENU_LINK}>
              {name}
            </NavLink>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Escape closes the menu, and leads back to what opened it. */
function close(event: KeyboardEvent<HTMLDetailsElement>): void {
  if (event.key !== 'Escape') return;
  event.currentTarget.open = false;
  event.currentTarget.querySelector('summary')?.focus();
}
