import { Link, useRouteLoaderData } from 'react-router';
import type { loader as rootLoader } from '../root';
import { useWords } from '../words/words';
import { addressWith } from './chosen';
import type { Listed } from './listed';

/** The shelves of a list with how much each of them would show; several may be chosen. */
export function ShelfFilter(props: Listed) {
  const { path, chosen, about } = props;
  const { say } = useWords();
  const shelves = useShelves(props);
  if (about && path !== '/search') {
    return (
      <Link
        to={addressWith('/search', { ...chosen, category: [about] }, {})}
        className="link mt-4 inline-block py-1"
      >
        {say('list.moreShelves')}
      </Link>
    );
  }
  if (shelves.length < (chosen.category.length > 0 ? 1 : 2)) return null;
  return (
    <fieldset className="mt-6">
      <legend className="mb-1 font-semibold">{say('list.category')}</legend>
      {shelves.map(({ slug, name, count }) => (
        <label key={slug} className="flex min-h-9 items-center gap-2.5 py-1">
          <input
            type="checkbox"
            name="category"
            value={slug}
            defaultChecked={chosen.category.includes(slug)}
            className="tick"
          />
          <span className="min-w-0 grow break-words">{name}</span>
          <span className="text-sm tabular-nums text-soft">{count}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** The shelves that would show something, by name, and those that are chosen though they would not. */
export function useShelves({
  list,
  chosen,
}: Pick<Listed, 'list' | 'chosen'>): { slug: string; name: string; count: number }[] {
  const { language } = useWords();
  const known = useRouteLoaderData<typeof rootLoader>('root')?.categories ?? [];
  const found = list.facets?.categories ?? [];
  const empty = known
    .filter(({ slug }) => chosen.category.includes(slug) && !found.some((one) => one.slug === slug))
    .map(({ slug, name }) => ({ slug, name, count: 0 }));
  return [...found, ...empty].sort((a, b) => a.name.localeCompare(b.name, language));
}
