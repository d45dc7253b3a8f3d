import { decimalText } from '@sagashop/kernel/currency';
import { liesHere, pictureOf } from '../parts/product-picture';
import type { Product, ProductDetails } from '../shop/api-types';
import { productPath } from '../shop/product-path';
import { nameOf } from './chosen-variant';

const AVAILABILITY = { in_stock: 'InStock', low: 'LimitedAvailability', out: 'OutOfStock' } as const;
const LAST_DAY = 14; // the furthest day that can be chosen

interface Page {
  /** Which of its variants the page shows. */
  chosen: Variant | undefined;
  origin: string;
  country: string | undefined;
}

type Variant = NonNullable<ProductDetails['variants']>[number];

/**
 * A product and its offer as schema.org has them, with how it is delivered and what can be given back; one with variants as
 * the group of these.
 */
export function productData(product: ProductDetails, { chosen, origin, country }: Page): object {
  const own = product.pictures.map(({ url }) => url).filter(liesHere);
  const pictures = own.length > 0 ? own : [pictureOf(product)];
  return {
    '@context': 'https://schema.org',
    '@type': chosen ? 'ProductGroup' : 'Product',
    name: product.name,
    description: product.description,
    ...(chosen ? { productGroupID: product.id } : { sku: product.id }),
    category: product.category.name,
    image: pictures.map((path) => origin + path),
    additionalProperty: product.facts.map(({ name, value }) => ({ '@type': 'PropertyValue', name, value })),
    ...(chosen
      ? {
          variesBy: product.options?.map(({ key, name }) => KNOWN.get(key) ?? name),
          hasVariant: product.variants?.map((one) => variantData(product, one, origin)),
        }
      : {
          offers: {
            ...offerOf(product, origin),
            ...(country && termsIn(country, product.price.currency, origin)),
          },
        }),
  };
}

/** What machines know by a word of their own. */
const KNOWN = new Map([
  ['size', 'https://schema.org/size'],
  ['color', 'https://schema.org/color'],
  ['colour', 'https://schema.org/color'],
  ['material', 'https://schema.org/material'],
]);

function variantData(product: ProductDetails, variant: Variant, origin: string): object {
  const { id, price, availability, picture } = variant;
  const { slug } = product;
  return {
    '@type': 'Product',
    name: nameOf(product, variant),
    sku: id,
    ...(picture && liesHere(picture) && { image: origin + picture }),
    ...Object.fromEntries(
      Object.entries(variant.options).map(([key, value]) => [key === 'colour' ? 'color' : key, value]),
    ),
    offers: offerOf({ id, slug, price, availability, variant: { id } }, origin),
  };
}

type Offered = Pick<Product, 'id' | 'slug' | 'price' | 'availability'> & { variant?: { id: string } };

function offerOf(offered: Offered, origin: string): object {
  const { amount, currency } = offered.price;
  return {
    '@type': 'Offer',
    url: origin + productPath(offered),
    price: decimalText(amount, currency),
    priceCurrency: currency,
    availability: `https://schema.org/${AVAILABILITY[offered.availability]}`,
    itemCondition: 'https://schema.org/NewCondition',
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
