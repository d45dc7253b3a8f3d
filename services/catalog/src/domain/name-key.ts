import type { Values } from './row-reader.ts';

/** A product as it is, in the words of a file. */
export interface Known {
  id: string;
  name: string;
  fields: Values;
  /** How many of it orders have set aside, where that matters. */
  reserved?: number;
  /** Whether it is had as several variants, each of which has a price of its own. */
  several?: boolean;
}

/** What is known of the products that rows name. */
export interface Lookup {
  byId: ReadonlyMap<string, Known>;
  idOfSlug: ReadonlyMap<string, string>;
  /** The products of a category that have an English name, by `nameKey`. */
  idsOfName: ReadonlyMap<string, readonly string[]>;
  /** Uploaded pictures that are gone. */
  lostPictures: ReadonlySet<string>;
}

/** By what a product is found that a row names by its category and English name. */
export const nameKey = (category: unknown, nameEn: unknown) => `${category}\n${nameEn}`;
