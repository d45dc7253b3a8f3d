import { data, type LoaderFunctionArgs, useLoaderData, useRouteLoaderData } from 'react-router';
import { cardPath, shelfCard } from '../cards/card-path.server';
import { Head } from '../frame/head';
import { chosenIn, wishOf } from '../listing/filters';
import { Listing, totalOf } from '../listing/listing';
import { CrumbedTitle } from '../parts/crumbed-title';
import { crumbData } from '../parts/crumbs';
import { toneOf } from '../parts/tone-of';
import type { loader as rootLoader } from '../root';
import { orErrorPage } from '../shop/api.server';
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
  const chosen = { ...asked.chosen, category: category.slug, q: '' };
  const list = await orErrorPage(orFirstPage(request, products(request, wishOf(chosen, currency))));
  const path = pathname.replace(/\.data$/, '');
  const card = cardPath(shelfCard(category, languageOf(request)));
  return { path, card, category, chosen: { ...chosen, category: '' }, wrong: asked.wrong, list, currency };
}

export default function CategoryPage() {
  const { path, card, category, chosen, wrong, list, currency } = useLoaderData<typeof loader>();
  const { say, count } = useWords();
  const origin = useRouteLoaderData<typeof rootLoader>('root')?.origin ?? '';
  const trail = [{ name: category.name, to: path }];
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
      <Listing
        path={path}
        chosen={chosen}
        wrong={wrong}
        list={list}
        about={category.slug}
        currency={currency}
      />
    </div>
  );
}
