import { createHash, randomUUID } from 'node:crypto';
import { get } from '../shop/api.server';
import type { List, Stock } from '../shop/api-types';
import type { Language } from '../words/languages';
import { moneyToType } from '../words/typed-money';
import { type ListedProduct, productRows } from './product-rows.server';
import { cellName, type SheetField } from './sheet-cells';

const ROWS = 100;

/** A row of the sheet; of stock there is nothing where it is not known yet, or where somebody may not change it. */
export interface SheetRow {
  id: string;
  name: string;
  reserved: number | null;
  fields: SheetField[];
}

/** A page of the sheet: its rows, and what stands in their cells, by the names of the cells' fields. */
export async function sheetRows(request: Request, language: Language, mayCount: boolean) {
  const { rows: products, next, later } = await productRows(request, ROWS);
  const ids = products.map(({ id }) => id).join();
  const known = ids && mayCount;
  const stocks = known ? (await get<List<Stock>>(request, `/stock?limit=${ROWS}&ids=${ids}`)).items : [];
  const byId = new Map(stocks.map((stock) => [stock.productId, stock]));
  const saved: Record<string, string> = {};
  const rows = products.map((product): SheetRow => {
    const stock = byId.get(product.id);
    const texts = { ...productCells(product, language), ...(stock && stockCells(stock)) };
    for (const [field, text] of Object.entries(texts))
      saved[cellName(field as SheetField, product.id)] = text;
    const fields = Object.keys(texts) as SheetField[];
    return { id: product.id, name: product.name, reserved: stock?.reserved ?? null, fields };
  });
  // Made with the page that has the form: sent twice, a change is made once.
  return { rows, saved, next, later, key: randomUUID(), form: formId(request) };
}

const productCells = ({ price, published }: ListedProduct, language: Language) => ({
  price: moneyToType(price.amount, language, price.currency),
  published: published ? 'on' : '',
});

const stockCells = ({ onHand, threshold }: Stock) => ({
  onHand: String(onHand),
  threshold: threshold === null ? '' : String(threshold),
});

/** Which page of which list it is, to find what was typed into it again. */
export function formId(request: Request): string {
  const { search } = new URL(request.url);
  return `sheet:${createHash('sha256').update(search).digest('base64url').slice(0, 16)}`;
}
