import { type LoaderFunctionArgs, useLoaderData } from 'react-router';
import { Head } from '../frame/head';
import { CrumbedTitle } from '../parts/crumbed-title';
import { ShelfTiles } from '../parts/shelf-tiles';
import { orErrorPage } from '../shop/api.server';
import { categories } from '../shop/catalogue.server';
import { useWords } from '../words/words';

export async function loader({ request }: LoaderFunctionArgs) {
  return { shelves: await orErrorPage(categories(request)) };
}

/** Every shelf of the shop, for one that has more than fit on each page. */
export default function Shelves() {
  const { shelves } = useLoaderData<typeof loader>();
  const { say } = useWords();
  const title = say('shelves.all');
  return (
    <>
      <Head title={title} description={say('shop.description')} />
      <CrumbedTitle trail={[{ name: title, to: '/shelves' }]} title={title} />
      <ShelfTiles categories={shelves} />
    </>
  );
}
