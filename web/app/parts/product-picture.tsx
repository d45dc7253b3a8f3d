import type { Product } from '../shop/api-types';
import { toneOf } from './tone-of';

/** Shelves that have a picture of their own (shelf-pictures.ts). */
declare const SHELF_PICTURES: readonly string[];
const DRAWN = new Set(SHELF_PICTURES);

/** Whether a picture lies in this shop: the pages' policy takes no other. */
export const liesHere = (picture: string) => /^\/(?!\/)/.test(picture);

/** The address of a product's picture: its own when it lies in this shop, else the placeholder of its shelf. */
export function pictureOf({ picture, category }: Pick<Product, 'picture' | 'category'>): string {
  if (picture && liesHere(picture)) return picture;
  return `/pictures/${DRAWN.has(category.slug) ? `shelf-${category.slug}` : 'parcel'}.svg`;
}

/** Of an uploaded picture, its files with their sizes, as a browser chooses among them. */
const filesOf = (url: string) =>
  url.startsWith('/api/')
    ? [320, 640, 1280].map((size) => `${url.slice(0, -8)}${size}.webp ${size}w`).join()
    : undefined;

interface Props {
  product: Pick<Product, 'name' | 'picture' | 'category' | 'availability'>;
  /** How many CSS pixels wide it is at most. */
  size: number;
  /** Whether it is seen at once: then it is asked for first, else when it comes near. */
  first?: boolean;
  /** Beside the product's name it says nothing new. */
  decorative?: boolean;
  /** What it shows, where that is not what the product's name says. */
  alt?: string;
}

/** A product standing in its niche. The place is kept before the picture is there. */
export function ProductPicture({ product, size, first = false, decorative = false, alt }: Props) {
  const src = pictureOf(product);
  return (
    <div
      className="niche"
      data-tone={toneOf(product.category.slug)}
      data-sold-out={product.availability === 'out' || undefined}
    >
      <img
        src={src}
        alt={decorative ? '' : (alt ?? product.name)}
        width={size}
        height={size}
        loading={first ? 'eager' : 'lazy'}
        fetchPriority={first ? 'high' : 'auto'}
        decoding={first ? 'sync' : 'async'}
        srcSet={filesOf(src)}
        sizes={`${size}px`}
      />
    </div>
  );
}
