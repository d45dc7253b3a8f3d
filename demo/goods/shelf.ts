import { FACTS, type Localized, MORE_PICTURES } from './details.ts';
import { PICTURES } from './pictures.ts';

/** A product of the demo shop; the price in hundredths of the currency’s unit, `stock` what is on hand at first. */
interface DemoProduct {
  name: Localized;
  description: Localized;
  price: number;
  categorySlug: string;
  pictures: { url: string; alt?: Localized }[];
  facts: { key: string; name: Localized; value: Localized }[];
  stock: number;
}

interface Shelf {
  category: { slug: string; name: Localized };
  products: DemoProduct[];
}

/** Price in roubles, stock, name in English and Russian, description in English and Russian. */
type Row = [number, number, string, string, string, string];

/** A category and its products, written one row a product. */
export function shelf(slug: string, en: string, ru: string, rows: Row[]): Shelf {
  return {
    category: { slug, name: { en, ru } },
    products: rows.map(([roubles, stock, nameEn, nameRu, descriptionEn, descriptionRu]) => ({
      name: { en: nameEn, ru: nameRu },
      description: { en: descriptionEn, ru: descriptionRu },
      price: roubles * 100,
      categorySlug: slug,
      pictures: [{ url: `/pictures/${PICTURES[nameEn]}.svg` }, ...(MORE_PICTURES.get(nameEn) ?? [])],
      facts: FACTS.get(nameEn) ?? [],
      stock,
    })),
  };
}
