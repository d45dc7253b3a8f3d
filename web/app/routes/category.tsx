import { data, Link, type LoaderFunctionArgs, useLoaderData, useRouteLoaderData } from 'react-router';
import { cardPath, shelfCard } from '../cards/card-path.server';
import { Head } from '../frame/head';
import { chosenIn } from '../listing/chosen';
import { totalOf } from '../listing/listed';
import { Listing } from '../listing/listing';
import { wishOf } from '../listing/wish-of';
import { CrumbedTitle } from '../parts/crumbed-title';
import { crumbData } from '../parts/crumbs';
import { toneOf } from '../parts/tone-of';
import type { loader as rootLoader } from '../root';
import { orErrorPage } from '../shop/api.server';
import type { Category } from '../shop/api-types';
import { categories, products } from '../shop/catalogue.server';
import { currencyOf } from '../shop/currency.server';
import { orFirstPage } from '../shop/first-page.server';
import { languageOf } from '../words/language-of.server';
import { useWords } from '../words/words';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { pathname, searchParams } = new URL(request.url);
  const [known, currency] = await orErrorPage(Promise.all([categories(request), currencyOf(request)]));
  const category = known.find(({ slug }) => slug === params['category']);
  if (!category) throw data(null, { status: 404 });
  const asked = chosenIn(searchParams, { language: languageOf(request), currency });
  const chosen = { ...asked.chosen, category: [], q: '' };
  const wish = wishOf(chosen, currency, category.slug);
  const list = await orErrorPage(orFirstPage(request, products(request, wish)));
  const path = pathname.replace(/\.data$/, '');
  const card = cardPath(shelfCard(category, languageOf(request)));
  const { above, below } = around(known, category);
  return { ...asked, path, card, category, above, below, chosen, list, currency };
}

/** The shelves in which one stands, the outermost first, and those that stand in it. */
function around(known: readonly Category[], { id, parentId }: Category) {
  const link = ({ name, slug }: Category) => ({ name, to: `/c/${slug}` });
  const above: ReturnType<typeof link>[] = [];
  for (let up = parentId; up !== null; ) {
    const one = known.find((other) => other.id === up);
    if (one) above.unshift(link(one));
    up = one?.parentId ?? null;
  }
  return { above, below: known.filter((one) => one.parentId === id).map(link) };
}

export default function CategoryPage() {
  const { category, card, above, below, ...listed } = useLoaderData<typeof loader>();
  const { path, list } = listed;
  const { say, count } = useWords();
  const origin = useRouteLoaderData<typeof rootLoader>('root')?.origin ?? '';
  const trail = [...above, { name: category.name, to: path }];
  return (
    <div data-tone={toneOf(category.slug)}>
      <Head
        title={category.name}
        description={`${category.name}: ${count('list.found', totalOf(list))}. ${say('shop.description')}`}
        keep={['cursor']}
        card={card}
        data={[crumbData(origin, say('crumbs.home'), trail)]}
      />
      <CrumbedTitle trail={trail} title={category.name} more={count('list.found', totalOf(list))} />
      {below.length > 0 && (
        <ul className="mb-6 flex flex-wrap gap-x-5 gap-y-2">
          {below.map(({ name, to }) => (
            <li key={to}>
              <Link to={to} className="link">
                {name}
              </Link>
            </li>
          ))}
        </ul>
      )}
      <Listing {...listed} about={category.slug} />
    </div>
  );
}
