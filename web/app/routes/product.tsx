import { type LoaderFunctionArgs, redirect, useLoaderData, useRouteLoaderData } from 'react-router';
import { cardPath, productCard } from '../cards/card-path.server';
import { Head } from '../frame/head';
import { AddToCart } from '../parts/add-to-cart';
import { Crumbs, crumbData } from '../parts/crumbs';
import { productData } from '../parts/product-data';
import { Availability, ProductGrid } from '../parts/product-grid';
import { ProductPicture } from '../parts/product-picture';
import type { loader as rootLoader } from '../root';
import { orErrorPage, orNothing } from '../shop/api.server';
import type { Product } from '../shop/api-types';
import { firstDelivery, newestOf, productDetails } from '../shop/catalogue.server';
import { productPath } from '../shop/product-path';
import { dayText } from '../words/amounts';
import { Price } from '../words/formats';
import { languageOf } from '../words/language-of.server';
import { useWords } from '../words/words';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const day = orNothing(firstDelivery(request).then((found) => ({ first: found ?? null })));
  const asked = params['product']!;
  const shown = await orErrorPage(productDetails(request, asked));
  const path = productPath(shown);
  if (path !== `/p/${asked}`) throw redirect(path + new URL(request.url).search, 301);
  const beside = orNothing(newestOf(request, shown.category.slug, 9));
  const related = (await beside)?.filter(({ id }) => id !== shown.id).slice(0, 4) ?? [];
  const card = cardPath(productCard(shown, languageOf(request)));
  return { shown, related, card, delivery: (await day) ?? null };
}

export default function ProductPage() {
  const { shown, related, card, delivery } = useLoaderData<typeof loader>();
  const { say } = useWords();
  const origin = useRouteLoaderData<typeof rootLoader>('root')?.origin ?? '';
  const trail = [
    { name: shown.category.name, to: `/c/${shown.category.slug}` },
    { name: shown.name, to: productPath(shown) },
  ];
  return (
    <>
      <Head
        title={shown.name}
        description={shown.description}
        card={card}
        kind="product"
        data={[productData(shown, origin), crumbData(origin, say('crumbs.home'), trail)]}
      />
      <Crumbs trail={trail} />
      <div className="grid gap-x-12 gap-y-8 md:grid-cols-[1.1fr_1fr]">
        <ProductPicture product={shown} size={520} first />
        <div className="md:py-6">
          <h1 className="text-title">{shown.name}</h1>
          <p className="mt-4 max-w-prose text-lg text-soft">{shown.description}</p>
          <Offer shown={shown} delivery={delivery} />
        </div>
      </div>
      {related.length > 0 && (
        <section className="mt-16">
          <h2 className="mb-5 text-heading">{say('product.related')}</h2>
          <ProductGrid products={related} />
        </section>
      )}
    </>
  );
}

function Offer({ shown, delivery }: { shown: Product; delivery: { first: string | null } | null }) {
  const { say, locale } = useWords();
  const first = delivery?.first;
  const arrival = first
    ? say('product.delivery', { day: dayText(first, locale) })
    : say(delivery ? 'product.noDelivery' : 'product.noDays');
  return (
    <div className="mt-7 rounded-card border border-line bg-card p-6">
      <Price money={shown.price} className="text-3xl font-bold" />
      <p className="mt-1 text-sm text-soft">{say('product.tax')}</p>
      <ul className="mt-5 space-y-1.5">
        <li>
          <Availability product={shown} />
        </li>
        {shown.availability !== 'out' && <li suppressHydrationWarning>{arrival}</li>}
        <li className="text-soft">{say('product.promise')}</li>
      </ul>
      <AddToCart key={shown.id} product={shown} />
    </div>
  );
}
