import type { LoaderFunctionArgs } from 'react-router';
import { orErrorPage } from '../shop/api.server';
import { categories, products } from '../shop/catalogue.server';
import { productPath } from '../shop/product-path';
import { LANGUAGES } from '../words/languages';

const MOST = 5_000; // addresses; a search engine finds the rest by the lists

/** Every page that is the same for everybody, in each language. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { origin } = new URL(request.url);
  const shelves = (await orErrorPage(categories(request))).map(({ slug }) => `/c/${slug}`);
  const paths = ['/', '/search', '/terms', '/privacy', ...shelves];
  let cursor: string | undefined;
  do {
    const list = await orErrorPage(products(request, { limit: 100, cursor }));
    paths.push(...list.items.map(productPath));
    cursor = list.nextCursor ?? undefined;
  } while (cursor && paths.length < MOST);
  const text = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ...paths.map((path) => entry(origin + path)),
    '</urlset>',
  ];
  return new Response(text.join('\n'), { headers: { 'content-type': 'application/xml; charset=utf-8' } });
}

function entry(address: string): string {
  const others = LANGUAGES.map(
    (one) => `<xhtml:link rel="alternate" hreflang="${one}" href="${address}?lang=${one}"/>`,
  );
  return `<url><loc>${address}</loc>${others.join('')}</url>`;
}
