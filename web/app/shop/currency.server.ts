import { products } from './catalogue.server';

let known: string | undefined;

/** The shop's one currency: fixed at its first start, and said by every price. */
export async function currencyOf(request: Request): Promise<string> {
  known ??= (await products(request, { limit: 1 })).items[0]?.price.currency;
  return known ?? 'RUB';
}
