/** A text in the languages of the shop. */
export interface Localized {
  en: string;
  ru: string;
}

/** A product as an administrator writes it; the price in minor units. */
export interface ProductText {
  name: Localized;
  description: Localized;
  price: number;
  categoryId: string | null;
  picture: string | null;
}

/** What need not be said of a new product, as it is then. */
export const UNSAID = { picture: null } as const;

/** What is to be different; what is undefined stays, in a text each language by itself. */
export interface ProductChange {
  name?: Partial<Localized>;
  description?: Partial<Localized>;
  price?: number;
  categoryId?: string;
  picture?: string | null;
}

/** The product as the change leaves it. */
export function changedProduct(product: ProductText, change: ProductChange): ProductText {
  return {
    name: { ...product.name, ...change.name },
    description: { ...product.description, ...change.description },
    price: change.price ?? product.price,
    categoryId: change.categoryId ?? product.categoryId,
    picture: change.picture === undefined ? product.picture : change.picture,
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
