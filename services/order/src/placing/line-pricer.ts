import { prices } from '@sagashop/catalog/contract';
import type { Metrics } from '@sagashop/chassis/observe/metrics';
import type { Trace } from '@sagashop/chassis/observe/trace-context';
import type { Peers } from '@sagashop/chassis/service/calls';
import { batcher } from '@sagashop/chassis/work/batch';
import type { Language, Line, RequestedLine } from '../domain/order.ts';
import { refuseOrder } from '../errors.ts';

interface Priced {
  price: number;
  name: Record<Language, string>;
}

export type PriceLines = (
  lines: readonly RequestedLine[],
  language: Language,
  trace?: Trace,
) => Promise<Line[]>;

/**
 * Prices lines from the catalogue, one question for all orders that come together.
 * Refuses with `unknown_product` when one of the products is not for sale.
 */
export function linePricer(peers: Peers, metrics: Metrics): PriceLines {
  const ask = batcher<{ lines: readonly RequestedLine[]; trace: Trace }, Map<string, Priced>>({
    name: 'order.prices',
    metrics,
    lanes: 2,
    traceOf: ({ trace }) => trace,
    run: async (orders, trace) => {
      const products = [
        ...new Set(orders.flatMap(({ lines }) => lines.map((line) => line.productId))),
      ].sort();
      const { items } = await peers.ask(prices, { products }, trace);
      const priced = new Map(items.map((item) => [item.id, item]));
      return orders.map(() => priced);
    },
  });
  return async (lines, language, trace = null) => {
    const priced = await ask({ lines, trace });
    return lines.map(({ productId, quantity }, at) => {
      const found = priced.get(productId);
      if (!found) throw unknownProduct(productId, at);
      return { productId, quantity, price: found.price, name: found.name[language] };
    });
  };
}

function unknownProduct(productId: string, at: number) {
  const errors = [{ path: `lines.${at}.productId`, message: 'is not for sale here' }];
  return refuseOrder.unknown_product({ productId, errors });
}
