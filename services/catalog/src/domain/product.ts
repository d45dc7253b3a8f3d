import type { Localized } from './localized.ts';
import { changedPictures, type Picture, type PictureChange } from './pictures.ts';
import type { OptionText } from './variant.ts';

/** Something that can be said of a product in a table: its size, its material. The key says which, in every language. */
export interface Fact {
  key: string;
  name: Localized;
  value: Localized;
}

/** A product as an administrator writes it; the price in minor units, of one with variants the lowest. */
export interface ProductText {
  name: Localized;
  description: Localized;
  price: number;
  categoryId: string | null;
  pictures: readonly Picture[];
  facts: readonly Fact[];
  /** What the options of its variants are called. */
  options: readonly OptionText[];
  /** Whether customers see it. */
  published: boolean;
}

/** What need not be said of a new product, as it is then. */
export const UNSAID = { pictures: [], facts: [], options: [], published: true } as const;

/** What is to be different; what is undefined stays, in a text each language by itself. */
export interface ProductChange extends PictureChange {
  name?: Partial<Localized>;
  description?: Partial<Localized>;
  price?: number;
  categoryId?: string;
  facts?: readonly Fact[];
  options?: readonly OptionText[];
  published?: boolean;
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
    options: change.options ?? product.options,
    published: change.published ?? product.published,
  };
}

export interface Category {
  slug: string;
  name: Localized;
  /** The category that it stands in; null for none. */
  parentId: string | null;
  /** Where it stands among the others there; those of one place go by their names. */
  place: number;
}

export interface CategoryChange {
  slug?: string;
  name?: Partial<Localized>;
  parentId?: string | null;
  place?: number;
}

/** The category as the change leaves it. */
export function changedCategory(category: Category, change: CategoryChange): Category {
  const { slug = category.slug, parentId = category.parentId, place = category.place } = change;
  return { slug, name: { ...category.name, ...change.name }, parentId, place };
}
