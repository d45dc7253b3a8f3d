import type { LoaderFunctionArgs } from 'react-router';
import { cardPath, shopCard } from '../cards/card-path.server';
import { orNothing } from '../shop/api.server';
import { cartCount, cartOf, leftOver } from '../shop/cart.server';
import { categories as allCategories } from '../shop/catalogue.server';
import { visitor } from '../shop/session.server';
import { languageOf } from '../words/language-of.server';

/** So many shelves stand on every page; a page of its own has them all. */
const MOST_SHELVES = 24;

/** What every page shows in its frame. */
export async function rootData({ request }: LoaderFunctionArgs) {
  const [user, shelves] = await Promise.all([visitor(request), orNothing(allCategories(request))]);
  const shown = user && { name: user.firstName || (user.username ?? user.email) };
  const cart = cartCount(request);
  const cartOwner = cartOf(request).owner;
  const more = (shelves?.length ?? 0) > MOST_SHELVES;
  const categories = shelves?.slice(0, MOST_SHELVES) ?? null;
  const card = cardPath(shopCard(languageOf(request)));
  const left = leftOver(request).length;
  return { user: shown, cart, cartOwner, left, categories, more, card, origin: new URL(request.url).origin };
}
