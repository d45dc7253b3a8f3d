import { Link, type LoaderFunctionArgs, useLoaderData, useRouteLoaderData } from 'react-router';
import { Head } from '../frame/head';
import { chosenIn, isNarrowed } from '../listing/chosen';
import { totalOf } from '../listing/listed';
import { Listing } from '../listing/listing';
import { useShelves } from '../listing/shelf-filter';
import { wishOf } from '../listing/wish-of';
import { CrumbedTitle } from '../parts/crumbed-title';
import { ProductGrid } from '../parts/product-grid';
import { ShelfTiles } from '../parts/shelf-tiles';
import type { loader as rootLoader } from '../root';
import { apart } from '../shop/apart';
import { orErrorPage, orNothing } from '../shop/api.server';
import type { Category, Product, Suggestion } from '../shop/api-types';
import { products, suggestions } from '../shop/catalogue.server';
import { currencyOf } from '../shop/currency.server';
import { orFirstPage } from '../shop/first-page.server';
import { productPath } from '../shop/product-path';
import { languageOf } from '../words/language-of.server';
import { useWords } from '../words/words';

export async function loader({ request }: LoaderFunctionArgs) {
  const currency = await orErrorPage(currencyOf(request));
  const reader = { language: languageOf(request), currency };
  const read = chosenIn(new URL(request.url).searchParams, reader);
  const { chosen, wrong } = read;
  const list = await orErrorPage(orFirstPage(request, products(request, wishOf(chosen, currency))));
  const filtered = isNarrowed(chosen) || chosen.cursor;
  const nothing =
    list.items.length === 0 && !list.shelves?.length && !filtered && Object.keys(wrong).length === 0;
  const help = nothing ? await wayOut(request, chosen.q) : null;
  return { ...read, list, currency, help };
}

/** Shown when nothing was found: what may have been meant by each word, the shelves, and some goods. */
async function wayOut(request: Request, q: string) {
  const words = q
    .split(/\s+/)
    .filter((word) => word.length > 2)
    .slice(0, 4);
  const [popular, ...meant] = await Promise.all([
    orNothing(products(request, { limit: 60 })),
    ...words.map((word) => orNothing(suggestions(request, word, 3))),
  ]);
  return {
    popular: apart(popular?.items ?? []).slice(0, 4),
    meant: meant.flatMap((found) => found ?? []).slice(0, 6),
  };
}

export default function Search() {
  const { help, ...listed } = useLoaderData<typeof loader>();
  const { say, count } = useWords();
  const { chosen, list } = listed;
  const { q } = chosen;
  const { readAs, without } = list;
  const shelves = useShelves(listed).filter(({ slug }) => chosen.category.includes(slug));
  const everything = shelves.map(({ name }) => name).join(', ') || say('search.everything');
  const title = q ? say('search.results', { q: readAs ?? q }) : everything;
  return (
    <>
      <Head title={title} description={say('shop.description')} index={!q} />
      {help ? (
        <Nothing q={q} {...help} />
      ) : (
        <>
          <CrumbedTitle
            trail={[{ name: say('search.title'), to: '/search' }]}
            title={title}
            more={count('list.found', totalOf(list))}
          />
          {readAs && <OtherLayout q={q} readAs={readAs} />}
          {without && (
            <p className="mt-3 text-soft">
              {say('search.without', {
                words: without.map((word) => say('search.quoted', { word })).join(', '),
              })}
            </p>
          )}
          <Named shelves={list.shelves ?? []} />
          <Listing path="/search" {...listed} />
        </>
      )}
    </>
  );
}

/** Says that a search was read in the other layout of the keyboard; in quotes it means just what was typed. */
function OtherLayout({ q, readAs }: { q: string; readAs: string }) {
  const { say } = useWords();
  return (
    <p className="mt-3 text-soft">
      {say('search.readAs', { q: readAs })}{' '}
      <Link to={`/search?q=${encodeURIComponent(`"${q}"`)}`} className="underline">
        {say('search.asTyped', { q })}
      </Link>
    </p>
  );
}

/** The shelves that a search names, above what it finds. */
function Named({ shelves }: { shelves: Category[] }) {
  const { say } = useWords();
  if (shelves.length === 0) return null;
  return (
    <nav aria-label={say('search.shelves')} className="mt-4">
      <ul className="flex flex-wrap gap-2">
        {shelves.map(({ id, slug, name }) => (
          <li key={id} className="max-w-full">
            <Link
              to={`/c/${slug}`}
              className="inline-flex min-h-11 max-w-full items-center gap-2 rounded-full bg-tone px-4 font-medium hover:bg-line"
            >
              <span className="truncate">{say('search.shelf', { name })}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface Help {
  q: string;
  meant: Suggestion[];
  popular: Product[];
}

function Nothing({ q, meant, popular }: Help) {
  const { say } = useWords();
  const shelves = useRouteLoaderData<typeof rootLoader>('root')?.categories ?? [];
  return (
    <>
      <h1 className="text-title">{say('search.nothing', { q })}</h1>
      <p className="mt-3 text-lg text-soft">{say('search.nothingHelp')}</p>
      {meant.length > 0 && (
        <section className="mt-6">
          <h2 className="text-heading">{say('search.perhaps')}</h2>
          <ul className="mt-3 flex flex-wrap gap-2">
            {meant.map((one) => (
              <li key={one.productId ?? one.category?.id}>
                <Link
                  to={
                    one.productId
                      ? productPath({ id: one.productId, slug: one.productSlug })
                      : `/c/${one.category?.slug}`
                  }
                  className="inline-flex min-h-10 items-center rounded-full bg-tone px-4 font-medium hover:bg-line"
                >
                  {one.name}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      {shelves.length > 0 && (
        <section className="mt-12">
          <h2 className="text-heading">{say('home.shelves')}</h2>
          <ShelfTiles categories={shelves} />
        </section>
      )}
      {popular.length > 0 && (
        <section className="mt-12">
          <h2 className="mb-5 text-heading">{say('search.popular')}</h2>
          <ProductGrid products={popular} />
        </section>
      )}
    </>
  );
}
