import { minorDigits } from '@sagashop/kernel/currency';
import { liesHere, pictureOf } from '../parts/product-picture';
import type { ProductDetails } from '../shop/api-types';
import { productPath } from '../shop/product-path';

const AVAILABILITY = { in_stock: 'InStock', low: 'LimitedAvailability', out: 'OutOfStock' } as const;
const LAST_DAY = 14; // the furthest day that can be chosen

/** A product and its offer as schema.org has them, with how it is delivered and what can be given back. */
export function productData(product: ProductDetails, origin: string): object {
  const { amount, currency } = product.price;
  const digits = minorDigits(currency);
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
      price: (amount / 10 ** digits).toFixed(digits),
      priceCurrency: currency,
      availability: `https://schema.org/${AVAILABILITY[product.availability]}`,
      itemCondition: 'https://schema.org/NewCondition',
      ...termsIn(currency, origin),
    },
  };
}

/** Delivery and returns in the currency's country, which machines want to know; nothing for a currency of several. */
function termsIn(currency: string, origin: string): object {
  const country = countryOf(currency);
  if (!country) return {};
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

/** The country whose currency it is: the first two letters say so (ISO 4217), but for the euro and those of no country. */
function countryOf(currency: string): string | undefined {
  return currency.startsWith('EU') || currency.startsWith('X') ? undefined : currency.slice(0, 2);
}
