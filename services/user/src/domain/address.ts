import { presentOrNull } from './user.ts';

/** So many addresses a user may keep. */
export const MOST_ADDRESSES = 20;

/** The longest parts: together, with what stands between them, they fit into an order's address. */
export const LONGEST = { street: 300, zip: 20, city: 100, region: 60 } as const;

/** Where something can be sent. What it goes without, a postcode or a region, is null. */
export interface PostalAddress {
  street: string;
  zip: string | null;
  city: string;
  /** The state, province or prefecture, as it is written in addresses there: `IL`. */
  region: string | null;
}

/** An address in a user's list. */
export interface Address extends PostalAddress {
  id: string;
}

type GivenAddress = Pick<PostalAddress, 'street' | 'city'> & Partial<PostalAddress>;

/** An address as it was sent, without the blanks around its parts. */
export function trimmedAddress(given: GivenAddress): PostalAddress {
  const { street, zip, city, region } = given;
  return { street: street.trim(), zip: presentOrNull(zip), city: city.trim(), region: presentOrNull(region) };
}
