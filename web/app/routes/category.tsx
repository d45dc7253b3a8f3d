import { data, type LoaderFunctionArgs, useLoaderData, useRouteLoaderData } from 'react-router';
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
  return { ...asked, path, card, category, chosen, list, currency };
}

export default function CategoryPage() {
  const { category, card, ...listed } = useLoaderData<typeof loader>();
  const { path, list } = listed;
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
      <Listing {...listed} about={category.slug} />
    </div>
  );
}
