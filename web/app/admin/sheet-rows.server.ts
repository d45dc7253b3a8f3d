import { createHash, randomUUID } from 'node:crypto';
import { get } from '../shop/api.server';
import type { Money, ProductDetails, Stock } from '../shop/api-types';
import { everyItem } from '../shop/every-item.server';
import type { Language } from '../words/languages';
import { moneyToType } from '../words/typed-money';
import { atOnce } from './at-once.server';
import { type ListedProduct, productRows } from './product-rows.server';
import { cellName, type SheetField } from './sheet-cells';

const PRODUCTS = 100; // a page
const MOST_ROWS = 300; // what is more of variants is edited on the page of its product

/** A row of the sheet: a product, or a variant of one. Fields that somebody may not change, or that it has not, are none. */
export interface SheetRow {
  /** Of what is bought, and of the product that it is. */
  id: string;
  product: string;
  /** Whether it is one of several of its product. */
  isVariant: boolean;
  name: string;
  reserved: number | null;
  fields: SheetField[];
}

type Bought = Pick<SheetRow, 'id' | 'product' | 'isVariant' | 'name'> & {
  texts: Partial<Record<SheetField, string>>;
};

/** A page of the sheet: its rows, and what stands in their cells, by the names of the cells' fields. */
export async function sheetRows(request: Request, language: Language, mayCount: boolean) {
  const { rows: products, next, later } = await productRows(request, PRODUCTS);
  const ids = products.map(({ id }) => id).join();
  const known = ids !== '' && mayCount;
  const [stocks, variants] = await Promise.all([
    known ? everyItem<Stock>(request, '/stock', { query: { ids } }) : [],
    variantsOf(request, products),
  ]);
  const byId = new Map(stocks.map((stock) => [stock.variantId ?? stock.productId, stock]));
  const saved: Record<string, string> = {};
  const rows = products
    .flatMap((product) => boughtOf(product, variants.get(product.id), language))
    .map(({ texts: said, ...bought }): SheetRow => {
      const stock = said.price === undefined ? undefined : byId.get(bought.id);
      const texts = { ...said, ...(stock && stockCells(stock)) };
      for (const [field, text] of Object.entries(texts))
        saved[cellName(field as SheetField, bought.id)] = text;
      return { ...bought, reserved: stock?.reserved ?? null, fields: Object.keys(texts) as SheetField[] };
    });
  // Made with the page that has the form: sent twice, a change is made once.
  return { rows, saved, next, later, key: randomUUID(), form: formId(request) };
}

/** The variants of the products that are had as several, as long as the sheet stays one that can be read. */
async function variantsOf(request: Request, products: readonly ListedProduct[]) {
  let rows = products.length;
  const asked = products.filter(({ variantCount = 0 }) => {
    const fits = variantCount > 1 && rows + variantCount <= MOST_ROWS;
    if (fits) rows += variantCount;
    return fits;
  });
  const found = await atOnce(asked, ({ id }) =>
    get<{ items: Variant[] }>(request, `/products/${id}/variants`),
  );
  return new Map(asked.map(({ id }, nth) => [id, found[nth]!.items]));
}

type Variant = NonNullable<ProductDetails['variants']>[number];

/** What of a product is bought: itself, or each of its variants; whether customers see it is said of all at once. */
function boughtOf(
  product: ListedProduct,
  variants: readonly Variant[] | undefined,
  language: Language,
): Bought[] {
  const { id, name, price, published, variantCount = 0 } = product;
  const shown = { published: published ? 'on' : '' };
  const typed = (money: Money) => ({ price: moneyToType(money.amount, language, money.currency) });
  if (!variants)
    return [
      { id, product: id, isVariant: false, name, texts: { ...(variantCount < 2 && typed(price)), ...shown } },
    ];
  return variants.map((variant, nth) => ({
    ...{ id: variant.id, product: id, isVariant: true, name: `${name}, ${variant.name}` },
    texts: { ...typed(variant.price), ...(nth === 0 && shown) },
  }));
}

const stockCells = ({ onHand, threshold }: Stock) => ({
  onHand: String(onHand),
  threshold: threshold === null ? '' : String(threshold),
});

/** Which page of which list it is, to find what was typed into it again. */
export function formId(request: Request): string {
  const { search } = new URL(request.url);
  return `sheet:${createHash('sha256').update(search).digest('base64url').slice(0, 16)}`;
}
