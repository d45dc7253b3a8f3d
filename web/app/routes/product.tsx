import { type LoaderFunctionArgs, redirect, useLoaderData, useRouteLoaderData } from 'react-router';
import { cardPath, productCard } from '../cards/card-path.server';
import { Head } from '../frame/head';
import { Crumbs, crumbData } from '../parts/crumbs';
import { ProductGrid } from '../parts/product-grid';
import { BuyBar } from '../product/buy-bar';
import { asVariant, chosenVariant } from '../product/chosen-variant';
import { Facts } from '../product/facts';
import { Gallery } from '../product/gallery';
import { Offer } from '../product/offer';
import { productData } from '../product/product-data';
import { VariantChooser } from '../product/variant-chooser';
import type { loader as rootLoader } from '../root';
import { orErrorPage, orNothing } from '../shop/api.server';
import { firstDelivery, productDetails } from '../shop/catalogue.server';
import { countryOf } from '../shop/country.server';
import { goesWith } from '../shop/goes-with.server';
import { productPath } from '../shop/product-path';
import { waitsFor } from '../shop/reminders.server';
import { languageOf } from '../words/language-of.server';
import { withUnits } from '../words/with-units';
import { useWords } from '../words/words';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const day = orNothing(firstDelivery(request).then((found) => ({ first: found ?? null })));
  const asked = params['product']!;
  const shown = await orErrorPage(productDetails(request, asked));
  const path = productPath(shown);
  if (path !== `/p/${asked}`) throw redirect(path + new URL(request.url).search, 301);
  const [found, waits] = await Promise.all([orNothing(goesWith(request, shown)), waitsFor(request, shown)]);
  const related = found ?? [];
  const card = cardPath(productCard(shown, languageOf(request)));
  const { origin, searchParams } = new URL(request.url);
  const variant = searchParams.get('variant');
  const chosen = chosenVariant(shown, variant);
  // Written here: machines read it, and no browser needs what writes it.
  const facts = productData(shown, { chosen, origin, country: countryOf(shown.price.currency) });
  // Whoever comes by an old link, or has waited for it.
  const gone =
    /^[0-9a-f-]{36}$/i.test(variant ?? '') && ![chosen?.id, shown.id].includes(variant!.toLowerCase());
  return { shown, variant, gone, related, card, facts, waits, delivery: (await day) ?? null };
}

export default function ProductPage() {
  const { shown, variant, gone, related, card, facts, waits, delivery } = useLoaderData<typeof loader>();
  const chosen = chosenVariant(shown, variant);
  const bought = asVariant(shown, chosen);
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
        data={[facts, crumbData(origin, say('crumbs.home'), trail)]}
      />
      <Crumbs trail={trail} />
      {!shown.published && <p>{say('product.hidden')}</p>}
      {gone && <p role="status">{say('product.variantGone')}</p>}
      <div className="grid gap-x-12 gap-y-8 md:grid-cols-[1.1fr_1fr]">
        <div className="min-w-0">
          <Gallery key={bought.picture ?? shown.id} product={bought} />
        </div>
        <div className="min-w-0 md:py-6">
          <h1 className="break-words text-title">{withUnits(shown.name)}</h1>
          <p className="mt-4 max-w-prose break-words text-lg text-soft">{shown.description}</p>
          {chosen && <VariantChooser product={shown} chosen={chosen} />}
          <Offer shown={bought} delivery={delivery} waits={waits[bought.id]} />
          <Facts facts={shown.facts} />
        </div>
      </div>
      {related.length > 0 && (
        <section className="mt-16">
          <h2 className="mb-5 text-heading">{say('product.related')}</h2>
          <ProductGrid products={related} />
        </section>
      )}
      <BuyBar product={bought} />
    </>
  );
}
