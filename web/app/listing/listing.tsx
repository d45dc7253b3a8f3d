import { Link } from 'react-router';
import { ProductGrid } from '../parts/product-grid';
import { useWords } from '../words/words';
import { Chips } from './chips';
import { FilterForm } from './filter-form';
import { addressWith, type Chosen } from './filters';
import type { Listed } from './listed';

/** A list of products with what can be chosen about it. Everything is a link or a plain form. */
export function Listing(props: Listed) {
  const { list, chosen, path, about } = props;
  const { say } = useWords();
  const filtered = chosen.min || chosen.max || (chosen.category && !about);
  return (
    <div className="mt-6 gap-10 lg:grid lg:grid-cols-[15rem_1fr]">
      <FilterForm {...props} />
      <div className="mt-6 lg:mt-0">
        <h2 className="sr-only">{say('list.products')}</h2>
        <Chips {...props} />
        {list.items.length > 0 ? (
          <ProductGrid products={list.items} eager={4} />
        ) : (
          <p className="rounded-card bg-card px-6 py-12 text-center text-lg text-soft">
            {say(filtered ? 'list.emptyFiltered' : 'list.empty')}
          </p>
        )}
        <Pages path={path} chosen={chosen} next={list.nextCursor} />
      </div>
    </div>
  );
}

function Pages({ path, chosen, next }: { path: string; chosen: Chosen; next: string | null }) {
  const { say } = useWords();
  if (!next && !chosen.cursor) return null;
  return (
    <nav aria-label={say('list.pages')} className="mt-10 flex flex-wrap justify-center gap-3">
      {chosen.cursor && (
        <Link to={addressWith(path, chosen, {})} className="button" data-kind="quiet">
          {say('list.first')}
        </Link>
      )}
      {next && (
        <Link to={addressWith(path, chosen, { cursor: next })} rel="next" className="button">
          {say('list.next')}
        </Link>
      )}
    </nav>
  );
}

/** How many products a list has in all, as its facets count them. */
export function totalOf(list: Listed['list']): number {
  return list.facets?.prices.reduce((sum, band) => sum + band.count, 0) ?? list.items.length;
}
