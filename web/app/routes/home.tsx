import { Link, type LoaderFunctionArgs, useLoaderData, useRouteLoaderData } from 'react-router';
import { settings } from '../../server/config';
import { Head } from '../frame/head';
import { ProductGrid } from '../parts/product-grid';
import { liesHere } from '../parts/product-picture';
import { ShelfTiles } from '../parts/shelf-tiles';
import type { loader as rootLoader } from '../root';
import { apart } from '../shop/apart';
import { orErrorPage, orNothing } from '../shop/api.server';
import type { Product } from '../shop/api-types';
import { firstDelivery, products } from '../shop/catalogue.server';
import { dayText } from '../words/amounts';
import { useWords } from '../words/words';

export async function loader({ request }: LoaderFunctionArgs) {
  const [newest, day] = await Promise.all([
    orErrorPage(products(request, { limit: 40 })),
    orNothing(firstDelivery(request)),
  ]);
  const minPrice = smallPrice(newest.items);
  const presents = (await orNothing(products(request, { sort: 'price', limit: 40, minPrice })))?.items ?? [];
  return {
    newest: apart(newest.items).slice(0, 8),
    presents: apart(presents).slice(0, 8),
    standing: picturesOf(apart([...presents, ...newest.items])).slice(0, 8),
    day: day ?? null,
    learn: settings().lab,
  };
}

/** A price that a quarter of the goods lie below: of less one does not make a present. */
function smallPrice(goods: readonly Product[]): number | undefined {
  const prices = goods.map(({ price }) => price.amount).sort((one, other) => one - other);
  return prices[Math.floor(prices.length / 4)];
}

/** The pictures that goods have of their own, each once. */
function picturesOf(goods: readonly Product[]): string[] {
  const own = goods.map(({ picture }) => picture).filter((picture) => picture !== null && liesHere(picture));
  return [...new Set(own as string[])];
}

export default function Home() {
  const { newest, presents, standing, day, learn } = useLoaderData<typeof loader>();
  const { say } = useWords();
  const origin = useRouteLoaderData<typeof rootLoader>('root')?.origin ?? '';
  const site = {
    '@context': 'https://schema.org',
    '@type': 'WebSite',
    name: say('shop.name'),
    url: `${origin}/`,
    potentialAction: {
      '@type': 'SearchAction',
      target: `${origin}/search?q={query}`,
      'query-input': 'required name=query',
    },
  };
  return (
    <>
      <Head title={say('shop.promise')} description={say('shop.description')} data={[site]} />
      <Welcome pictures={standing} learn={learn} />
      <Shelves />
      <Row title={say('home.new')} products={newest} />
      <Promises day={day} />
      {presents.length > 0 && <Row title={say('home.gifts')} products={presents} />}
    </>
  );
}

/** So many pictures stand on each of the two boards of the welcome; a small screen has room for the lower one only. */
const ON_A_BOARD = 4;

/** `learn`: a shop to learn from names the way to its lessons at once. */
function Welcome({ pictures, learn }: { pictures: readonly string[]; learn: boolean }) {
  const { say } = useWords();
  return (
    <section className="overflow-hidden rounded-[1.75rem] bg-[linear-gradient(160deg,var(--card),var(--tone))] md:grid md:grid-cols-[1fr_1.1fr]">
      <div className="px-6 pb-2 pt-8 sm:px-10 md:self-center md:py-12">
        <h1 className="text-title">{say('home.title')}</h1>
        <p className="mt-4 max-w-lg text-lg text-soft">{say('home.lead')}</p>
        <p className="mt-7 flex flex-wrap items-center gap-x-6 gap-y-3">
          <Link to="/search" className="button">
            {say('home.look')}
          </Link>
          {learn && (
            <Link to="/learn" className="link">
              {say('footer.learn')}
            </Link>
          )}
        </p>
      </div>
      <div className="self-end" aria-hidden="true">
        {pictures.length > ON_A_BOARD && (
          <Board pictures={pictures.slice(ON_A_BOARD)} className="max-md:hidden" />
        )}
        {pictures.length > 0 && <Board pictures={pictures.slice(0, ON_A_BOARD)} first />}
      </div>
    </section>
  );
}

function Board({
  pictures,
  first = false,
  className = '',
}: {
  pictures: readonly string[];
  first?: boolean;
  className?: string;
}) {
  return (
    <div className={className}>
      <div className="flex items-end justify-center gap-[3%] px-6 pt-6 md:px-8">
        {pictures.map((picture, at) => (
          <img
            key={picture}
            src={picture}
            alt=""
            width="160"
            height="160"
            loading={first ? 'eager' : 'lazy'}
            fetchPriority={first && at === 0 ? 'high' : 'auto'}
            className="standing -mb-[1.4%] h-auto w-[22%] min-w-0"
          />
        ))}
      </div>
      <div className="board" />
    </div>
  );
}

function Shelves() {
  const { say } = useWords();
  const { categories, more } = useRouteLoaderData<typeof rootLoader>('root') ?? {};
  if (!categories || categories.length === 0) return null;
  return (
    <section aria-labelledby="shelves" className="mt-12">
      <h2 id="shelves" className="text-heading">
        {say('home.shelves')}
      </h2>
      <ShelfTiles categories={categories} />
      {more && (
        <Link to="/shelves" className="link mt-4 inline-block py-1">
          {say('shelves.all')}
        </Link>
      )}
    </section>
  );
}

function Row({
  title,
  products,
}: {
  title: string;
  products: Parameters<typeof ProductGrid>[0]['products'];
}) {
  const { say } = useWords();
  return (
    <section className="mt-14">
      <div className="mb-5 flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 className="text-heading">{title}</h2>
        <Link to="/search" className="link">
          {say('home.seeAll')}
        </Link>
      </div>
      {products.length > 0 ? (
        <ProductGrid products={products} />
      ) : (
        <p className="text-soft">{say('list.empty')}</p>
      )}
    </section>
  );
}

function Promises({ day }: { day: string | null }) {
  const { say, locale } = useWords();
  return (
    <section className="mt-16 grid gap-x-10 gap-y-8 border-y border-line py-10 md:grid-cols-3">
      {(['home.promise1', 'home.promise2', 'home.promise3'] as const).map((key) => (
        <div key={key}>
          <h2 className="text-xl">{say(key)}</h2>
          <p className="mt-2 text-soft">
            {say(`${key}.text`)}
            {key === 'home.promise2' && day && (
              <strong suppressHydrationWarning className="block pt-1 text-ink">
                {say('home.promise2.first', { day: dayText(day, locale) })}
              </strong>
            )}
          </p>
        </div>
      ))}
    </section>
  );
}
