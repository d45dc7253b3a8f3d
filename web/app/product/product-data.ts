import { decimalText } from '@sagashop/kernel/currency';
import { liesHere, pictureOf } from '../parts/product-picture';
import type { ProductDetails } from '../shop/api-types';
import { productPath } from '../shop/product-path';

const AVAILABILITY = { in_stock: 'InStock', low: 'LimitedAvailability', out: 'OutOfStock' } as const;
const LAST_DAY = 14; // the furthest day that can be chosen

/** A product and its offer as schema.org has them, with how it is delivered and what can be given back. */
export function productData(product: ProductDetails, origin: string, country: string | undefined): object {
  const { amount, currency } = product.price;
  const own = product.pictures.map(({ url }) => url).filter(liesHere);
  const pictures = own.length > 0 ? own : [pictureOf(product)];
  return {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: product.name,
    description: product.description,
    sku: product.id,
    category: product.category.name,
    image: pictures.map((path) => origin + path),
    additionalProperty: product.facts.map(({ name, value }) => ({ '@type': 'PropertyValue', name, value })),
    offers: {
      '@type': 'Offer',
      url: origin + productPath(product),
      price: decimalText(amount, currency),
      priceCurrency: currency,
      availability: `https://schema.org/${AVAILABILITY[product.availability]}`,
      itemCondition: 'https://schema.org/NewCondition',
      ...(country && termsIn(country, currency, origin)),
    },
  };
}

/** Delivery and returns in the shop's country; machines take neither without one. */
function termsIn(country: string, currency: string, origin: string): object {
  const days = (minValue: number, maxValue: number) => ({
    '@type': 'QuantitativeValue',
    minValue,
    maxValue,
    unitCode: 'DAY',
  });
  return {
    shippingDetails: {
      '@type': 'OfferShippingDetails',
      shippingRate: { '@type': 'MonetaryAmount', value: 0, currency },
      shippingDestination: { '@type': 'DefinedRegion', addressCountry: country },
      deliveryTime: {
        '@type': 'ShippingDeliveryTime',
        handlingTime: days(0, 1),
        transitTime: days(1, LAST_DAY),
      },
    },
    // As the terms have it: an order can be cancelled until it is on its way, and not after.
    hasMerchantReturnPolicy: {
      '@type': 'MerchantReturnPolicy',
      applicableCountry: country,
      returnPolicyCategory: 'https://schema.org/MerchantReturnNotPermitted',
      merchantReturnLink: `${origin}/terms`,
    },
  };
}
