import { memo } from 'react';
import { Link } from 'react-router';
import { ProductGrid } from '../parts/product-grid';
import { useWords } from '../words/words';
import { Chips } from './chips';
import { addressWith, CLEARED, isNarrowed, STEP } from './chosen';
import { FilterForm } from './filter-form';
import type { Listed } from './listed';
import { ShowMore } from './show-more';

/**
 * A list of products with what can be chosen about it. Everything is a link or a plain form. Drawn anew only with other
 * goods, not because a page is on its way.
 */
export const Listing = memo(function Listing(props: Listed) {
  const { list, chosen, path } = props;
  const { say } = useWords();
  return (
    <div className="mt-6 gap-10 lg:grid lg:grid-cols-[15rem_1fr]">
      <FilterForm {...props} />
      <div className="mt-6 min-w-0 lg:mt-0">
        <h2 className="sr-only">{say('list.products')}</h2>
        <Chips {...props} />
        {list.items.length > 0 ? (
          <ProductGrid products={list.items} eager={4} step={STEP} />
        ) : (
          <div className="rounded-card bg-card px-6 py-12 text-center text-lg text-soft">
            <p>{say(isNarrowed(chosen) ? 'list.emptyFiltered' : 'list.empty')}</p>
            {isNarrowed(chosen) && (
              <Link to={addressWith(path, chosen, CLEARED)} className="button mt-5">
                {say('list.clearFilters')}
              </Link>
            )}
          </div>
        )}
        <ShowMore {...props} />
      </div>
    </div>
  );
});
