import { presentOrNull } from './user.ts';

/** So many addresses a user may keep. */
export const MOST_ADDRESSES = 20;

/** The longest parts: together, with what stands between them, they fit into an order's address. */
export const LONGEST = { street: 300, zip: 20, city: 100 } as const;

/** Where something can be sent. Without a postcode it is null. */
export interface PostalAddress {
  street: string;
  zip: string | null;
  city: string;
}

/** An address in a user's list. */
export interface Address extends PostalAddress {
  id: string;
}

/** An address as it was sent, without the blanks around its parts. */
export function trimmedAddress(given: { street: string; zip?: string | null; city: string }): PostalAddress {
  return { street: given.street.trim(), zip: presentOrNull(given.zip), city: given.city.trim() };
}
