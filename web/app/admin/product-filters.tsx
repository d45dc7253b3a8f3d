import { useWords } from '../words/words';
import type { Shelf } from './all-shelves.server';
import { FilterBar, FilterChoice, FilterField } from './filter-bar';
import { shelfName } from './shelf-name';

/** What narrows a list of products down. */
export function ProductFilters({ shelves }: { shelves: readonly Shelf[] }) {
  const { say } = useWords();
  const any = say('admin.products.any');
  const levels = (['in_stock', 'low', 'out'] as const).map(
    (one) => [one, say(`admin.products.${one}`)] as const,
  );
  const states = [
    ['true', say('admin.products.public')],
    ['false', say('admin.products.hidden')],
  ] as const;
  return (
    <FilterBar>
      <FilterField name="q" type="search" label={say('admin.products.search')} />
      <FilterChoice
        name="category"
        label={say('admin.products.shelf')}
        any={any}
        options={shelves.map((shelf) => [shelf.slug, shelfName(shelf)] as const)}
      />
      <FilterChoice name="published" label={say('admin.products.state')} any={any} options={states} />
      <FilterChoice name="availability" label={say('admin.products.stock')} any={any} options={levels} />
    </FilterBar>
  );
}
