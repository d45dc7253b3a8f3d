import { data, type LoaderFunctionArgs, redirect } from 'react-router';
import { type CardPlan, cardPath, productCard, shelfCard, shopCard } from '../cards/card-path.server';
import { drawCard } from '../cards/draw-card.server';
import { orErrorPage } from '../shop/api.server';
import { categories, productDetails } from '../shop/catalogue.server';
import { isLanguage, type Language } from '../words/languages';

const FOREVER = { 'content-type': 'image/png', 'cache-control': 'public, max-age=31536000, immutable' };

/**
 * A sharing card: of the shop, of a shelf or of a product, in a language. Only what stands there now is drawn: any other
 * address of the same card leads to it, so that nobody can have more drawn than there is.
 */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const [, language] = /^([a-z]{2})-[\w-]{12}\.png$/.exec(params['file'] ?? '') ?? [];
  if (!isLanguage(language)) throw data(null, { status: 404 });
  const plan = await planOf(request, language, params);
  const path = cardPath(plan);
  const { pathname } = new URL(request.url);
  if (pathname !== path) return redirect(path);
  const etag = `"${path.slice(-16, -4)}"`;
  const png = drawCard(plan);
  if (!png) return new Response(null, { status: 503, headers: { 'retry-after': '5' } });
  // Where none can be drawn the shop's sign does.
  const bytes = await png.catch(() => undefined);
  return bytes
    ? new Response(new Uint8Array(bytes), { headers: { ...FOREVER, etag } })
    : redirect('/icon-512.png');
}

async function planOf(
  request: Request,
  language: Language,
  { kind, name = '' }: LoaderFunctionArgs['params'],
): Promise<CardPlan> {
  if (kind === undefined) return shopCard(language);
  const url = new URL(request.url);
  url.searchParams.set('lang', language);
  const asked = new Request(url, request);
  if (kind === 'p') return productCard(await orErrorPage(productDetails(asked, name)), language);
  const shelf = kind === 'c' && (await orErrorPage(categories(asked))).find(({ slug }) => slug === name);
  if (!shelf) throw data(null, { status: 404 });
  return shelfCard(shelf, language);
}
