import { prices } from '@sagashop/catalog/contract';
import type { Metrics } from '@sagashop/chassis/observe/metrics';
import type { Trace } from '@sagashop/chassis/observe/trace-context';
import type { Peers } from '@sagashop/chassis/service/calls';
import { batcher } from '@sagashop/chassis/work/batch';
import { refuseShop } from '@sagashop/vocabulary/errors';
import { type ForSale, forSale, type Wrong } from '../domain/for-sale.ts';
import type { Language, Line, RequestedLine } from '../domain/order.ts';
import { refuseOrder } from '../errors.ts';

export type PriceLines = (
  lines: readonly RequestedLine[],
  language: Language,
  trace?: Trace,
) => Promise<Line[]>;

/**
 * Prices lines from the catalogue, one question for all orders that come together.
 * Refuses with `unknown_product` when one of the products is not for sale, with `variant_missing` one that is sold as
 * several when none is named, and with `unknown_variant` what a product is not sold as.
 */
export function linePricer(peers: Peers, metrics: Metrics): PriceLines {
  const ask = batcher<{ lines: readonly RequestedLine[]; trace: Trace }, ForSale>({
    name: 'order.prices',
    metrics,
    lanes: 2,
    traceOf: ({ trace }) => trace,
    run: async (orders, trace) => {
      const lines = orders.flatMap((order) => order.lines);
      const products = [...new Set(lines.map((line) => line.productId))].sort();
      const variants = [...new Set(lines.flatMap(({ variantId }) => variantId ?? []))].sort();
      const { items, bought = [] } = await peers.ask(prices, { products, variants }, trace);
      const found: ForSale = {
        products: new Map(items.map((item) => [item.id, item])),
        variants: new Map(bought.map((item) => [item.id, item])),
        single: new Map(bought.map((item) => [item.product, item])),
      };
      return orders.map(() => found);
    },
  });
  return async (lines, language, trace = null) => {
    const found = await ask({ lines, trace });
    return lines.map((line, at) => {
      const one = forSale(found, line);
      if (typeof one === 'string') throw refusalOf(one, line, at);
      const { productId, variantId, price, name } = one;
      const ids = variantId === undefined ? { productId } : { productId, variantId };
      return { ...ids, quantity: line.quantity, price, name: name[language] };
    });
  };
}

function refusalOf(wrong: Wrong, { productId, variantId }: RequestedLine, at: number) {
  if (wrong === 'unknown_product') {
    const errors = [{ path: `lines.${at}.productId`, message: 'is not for sale here' }];
    return refuseOrder.unknown_product({ productId, errors });
  }
  const path = `lines.${at}.variantId`;
  if (wrong === 'unknown_variant')
    return refuseOrder.unknown_variant({
      ...{ productId, variantId },
      errors: [{ path, message: 'is no variant of this product that is for sale' }],
    });
  return refuseShop.variant_missing({ productId, errors: [{ path, message: 'is required' }] });
}
