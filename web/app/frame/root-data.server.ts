import type { LoaderFunctionArgs } from 'react-router';
import { cardPath, shopCard } from '../cards/card-path.server';
import { showsInside } from '../inside/shows-inside.server';
import { labNews } from '../lab/lab-news.server';
import { orNothing } from '../shop/api.server';
import { cartCount, cartOf, leftOver } from '../shop/cart.server';
import { categories as allCategories } from '../shop/catalogue.server';
import { visitOf } from '../shop/session.server';
import { zoneOf } from '../shop/zone.server';
import { languageOf } from '../words/language-of.server';
import { followLanguage, rememberLanguage } from './own-language.server';

/** So many shelves stand on every page; a page of its own has them all. */
const MOST_SHELVES = 24;

/** What every page shows in its frame. */
export async function rootData({ request }: LoaderFunctionArgs) {
  const [visit, shelves, zone] = await Promise.all([
    visitOf(request),
    orNothing(allCategories(request)),
    zoneOf(request),
  ]);
  await rememberLanguage(request, visit);
  followLanguage(request, visit);
  const user = visit?.user ?? null;
  const lab = await labNews(request, user !== null);
  const shown = user && {
    name: user.firstName || (user.username ?? user.email),
    staff: user.roles.length > 0,
    inside: showsInside(user.roles),
  };
  const cart = cartCount(request);
  const cartOwner = cartOf(request).owner;
  const outer = shelves?.filter(({ parentId }) => parentId === null);
  const more = (outer?.length ?? 0) > MOST_SHELVES || outer?.length !== shelves?.length;
  const categories = outer?.slice(0, MOST_SHELVES) ?? null;
  const card = cardPath(shopCard(languageOf(request)));
  const left = leftOver(request).length;
  const { origin } = new URL(request.url);
  return { user: shown, cart, cartOwner, left, categories, more, card, origin, zone, lab };
}
