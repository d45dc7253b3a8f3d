import type { Localized } from './localized.ts';
import { changedPictures, type Picture, type PictureChange } from './pictures.ts';

/** Something that can be said of a product in a table: its size, its material. The key says which, in every language. */
export interface Fact {
  key: string;
  name: Localized;
  value: Localized;
}

/** A product as an administrator writes it; the price in minor units. */
export interface ProductText {
  name: Localized;
  description: Localized;
  price: number;
  categoryId: string | null;
  pictures: readonly Picture[];
  facts: readonly Fact[];
}

/** What need not be said of a new product, as it is then. */
export const UNSAID = { pictures: [], facts: [] } as const;

/** What is to be different; what is undefined stays, in a text each language by itself. */
export interface ProductChange extends PictureChange {
  name?: Partial<Localized>;
  description?: Partial<Localized>;
  price?: number;
  categoryId?: string;
  facts?: readonly Fact[];
}

/** The product as the change leaves it. */
export function changedProduct(product: ProductText, change: ProductChange): ProductText {
  return {
    name: { ...product.name, ...change.name },
    description: { ...product.description, ...change.description },
    price: change.price ?? product.price,
    categoryId: change.categoryId ?? product.categoryId,
    pictures: changedPictures(product.pictures, change),
    facts: change.facts ?? product.facts,
  };
}

export interface Category {
  slug: string;
  name: Localized;
}

export interface CategoryChange {
  slug?: string;
  name?: Partial<Localized>;
}

/** The category as the change leaves it. */
export function changedCategory(category: Category, change: CategoryChange): Category {
  return { slug: change.slug ?? category.slug, name: { ...category.name, ...change.name } };
}
