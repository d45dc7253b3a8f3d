import { minorDigits } from '@sagashop/kernel/currency';
import type { Product } from '../shop/api-types';
import { productPath } from '../shop/product-path';
import { pictureOf } from './product-picture';

const AVAILABILITY = { in_stock: 'InStock', low: 'LimitedAvailability', out: 'OutOfStock' } as const;

/** A product and its offer as schema.org has them. */
export function productData(product: Product, origin: string): object {
  const { amount, currency } = product.price;
  const digits = minorDigits(currency);
  return {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: product.name,
    description: product.description,
    sku: product.id,
    category: product.category.name,
    image: origin + pictureOf(product),
    offers: {
      '@type': 'Offer',
      url: origin + productPath(product),
      price: (amount / 10 ** digits).toFixed(digits),
      priceCurrency: currency,
      availability: `https://schema.org/${AVAILABILITY[product.availability]}`,
    },
  };
}
