import { createHash } from 'node:crypto';
import { pictureOf } from '../parts/product-picture';
import { toneOf } from '../parts/tone-of';
import type { Category, Product } from '../shop/api-types';
import type { Language } from '../words/languages';
import { textsOf } from '../words/texts.server';
import { type Card, DESIGN } from './card-svg';

/** What a card is drawn from, before its pictures are read; `about` says what it is a card of. */
export type CardPlan = Omit<Card, 'picture' | 'sign'> & {
  about: string;
  picture: string;
  language: Language;
};

/** The card of the whole shop. */
export function shopCard(language: Language): CardPlan {
  const words = textsOf(language);
  const title = words['shop.promise'];
  return { ...shopWords(language), about: 'shop', title, above: '', tone: 6, picture: '/favicon.svg' };
}

/** The card of a shelf. */
export function shelfCard({ name, slug }: Category, language: Language): CardPlan {
  const picture = pictureOf({ picture: null, category: { id: '', name, slug } });
  return { ...shopWords(language), about: `c/${slug}`, title: name, above: '', tone: toneOf(slug), picture };
}

/** The card of a product: without its price, which changes while cards are passed on. */
export function productCard(product: Product, language: Language): CardPlan {
  const { id, name: title, category } = product;
  const [above, tone] = [category.name, toneOf(category.slug)];
  return { ...shopWords(language), about: `p/${id}`, title, above, tone, picture: pictureOf(product) };
}

function shopWords(language: Language) {
  const words = textsOf(language);
  return { language, shop: words['shop.name'], below: words['footer.promise'] };
}

/** The address of a card. It changes with whatever the card shows, and so what it leads to never does. */
export function cardPath(plan: CardPlan): string {
  const print = createHash('sha256')
    .update(JSON.stringify([DESIGN, plan]))
    .digest('base64url')
    .slice(0, 12);
  return `/cards/${plan.about}/${plan.language}-${print}.png`;
}
